/** Carries a wire's messages: one JSON value at a time, both ways and in order. */
export interface Channel {
  readonly isOpen: boolean;
  /** A message that is sent when the channel is closed is lost. */
  send(value: unknown): void;
  /** Calls `take` with each value that comes, and with undefined for a message that is not JSON. It is not called after `close`. */
  onMessage(take: (value: unknown) => void): void;
  /** Calls `listener` once when the channel has ended, by whichever side. */
  onClose(listener: () => void): void;
  /** Ends it at once. */
  close(): void;
}
