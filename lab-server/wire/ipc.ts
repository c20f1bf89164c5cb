import type { Channel } from './channel.ts';

/** The other end of Node's channel between a process and its child: a ChildProcess, or `process` in the child. */
interface Peer {
  readonly connected: boolean;
  send?(message: unknown, handle: undefined, options: undefined, callback: () => void): boolean;
  disconnect?(): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/**
 * A channel over Node's own between a process and its child. Messages without `wire` are not the channel's: the same connection may carry
 * others, with descriptors.
 */
export function ipcChannel(peer: Peer): Channel {
  return {
    get isOpen() {
      return peer.connected;
    },
    send(wire) {
      // 'disconnect' tells of the failure.
      if (peer.connected) peer.send?.({ wire }, undefined, undefined, () => {});
    },
    onMessage(take) {
      peer.on('message', (message) => {
        if (peer.connected && isOfWire(message)) take(message.wire);
      });
    },
    onClose(listener) {
      peer.once('disconnect', listener);
    },
    close() {
      if (peer.connected) peer.disconnect?.();
    },
  };
}

/** Whether it is a channel's own message. */
export function isOfWire(message: unknown): message is { wire: unknown } {
  return typeof message === 'object' && message !== null && 'wire' in message;
}
