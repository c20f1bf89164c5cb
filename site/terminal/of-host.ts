/** Whether a link is http and leads to an IP address. A link to a name leads out into the world, where this browser may find it. */
export function isOfHost(uri: string): boolean {
  const url = URL.parse(uri);
  if (url?.protocol !== 'http:') return false;
  return /^(localhost|\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(url.hostname);
}
