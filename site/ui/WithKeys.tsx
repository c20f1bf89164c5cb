/** A sentence in which keys stand between grave accents. */
export function WithKeys({ text }: { text: string }) {
  return <>{text.split('`').map((piece, at) => (at % 2 === 1 ? <kbd key={at}>{piece}</kbd> : piece))}</>;
}
