/** Whether it is http and leads to an address: what has a name is out in the world, where this browser may find it. */
export function isOfHost(uri: string): boolean {
  const url = URL.parse(uri);
  if (url?.protocol !== 'http:') return false;
  return /^(localhost|\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(url.hostname);
}
