/** The text that a program on the host wrote as base64 of UTF-8; undefined when it is none, or has more letters than that. */
export function fromBase64(encoded: string, most: number): string | undefined {
  if (encoded === '' || encoded.length > (most * 4) / 3 || !/^[A-Za-z0-9+/]+=*$/.test(encoded))
    return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
