import { Unicode11Addon } from '@xterm/addon-unicode11';
import type { Terminal } from '@xterm/xterm';
import { characterWidths } from '../../../protocol/character-width.ts';
import { nearTyping } from '../options.ts';
import { Engine } from './engine.ts';
import { pictureOf } from './picture.ts';
import { RoundTrip } from './round-trip.ts';
import { Shown } from './shown.ts';

/** Shows at once what is typed where the lab host is far away (docs/decisions/0044-a-terminal-that-feels-near.md). */
export class Near {
  readonly #terminal: Terminal;
  readonly #engine: Engine;
  readonly #shown: Shown;
  readonly #way = new RoundTrip();
  /** When each key that was not answered yet was sent. */
  readonly #sent = new Map<number, number>();

  /** @param terminal one that is open. */
  constructor(terminal: Terminal) {
    const widths = characterWidths(new Unicode11Addon());
    this.#terminal = terminal;
    this.#engine = new Engine(
      () => pictureOf(terminal),
      (character) => widths.wcwidth(character.codePointAt(0) ?? 0),
    );
    this.#shown = new Shown(terminal);
    terminal.onResize(() => {
      this.#engine.forget();
      this.#show();
    });
  }

  /** Types a key by `send`, which is given a number that the server is to answer. */
  type(data: string, send: (count: number) => void): void {
    const count = this.#engine.type(data);
    this.#show();
    this.#sent.set(count, performance.now());
    send(count);
  }

  /** The server has answered all keys up to this one, by output that came before. It took `waited` ms to see whether there is any. */
  settled(count: number, waited: number): void {
    const sent = this.#sent.get(count);
    if (sent !== undefined) this.#way.take(performance.now() - sent - waited);
    for (const key of this.#sent.keys()) if (key <= count) this.#sent.delete(key);
    // Behind what xterm.js has still to draw.
    this.#terminal.write('', () => {
      this.#engine.settled(count);
      this.#show();
    });
  }

  /** Output has been drawn. */
  drawn(): void {
    this.#engine.drawn();
    this.#show();
  }

  /** The connection is another, or is not used for this any more: nothing that was sent will be answered. */
  begin(): void {
    this.#sent.clear();
    this.#engine.begin();
    this.#show();
  }

  #show(): void {
    const isOn = nearTyping.value === 'on' && this.#way.isFar;
    this.#shown.show(isOn ? this.#engine.prediction : undefined);
  }
}
