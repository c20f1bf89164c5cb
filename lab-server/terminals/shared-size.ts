export interface TerminalSize {
  cols: number;
  rows: number;
}

interface Place {
  /** The room that the window has; undefined while it is out of sight. */
  room?: TerminalSize | undefined;
  /** The size that it shows, as far as is known. */
  shows?: TerminalSize | undefined;
  /** Whether it has said anything yet. */
  spoke: boolean;
}

/**
 * The size of a terminal that several windows show: the smallest room of those in sight, in each direction, so that all of it fits into each.
 * A window that is closed or out of sight gives its part back. While none is in sight the size stays.
 */
export class SharedSize<Window> {
  /** In the order of their coming. */
  readonly #windows = new Map<Window, Place>();
  #size: TerminalSize;

  constructor(size: TerminalSize) {
    this.#size = size;
  }

  get size(): TerminalSize {
    return this.#size;
  }

  /** The window that answers the questions of programs: one in sight if there is one, since browsers put the others to sleep. */
  get first(): Window | undefined {
    const windows = [...this.#windows];
    return (windows.find(([, { room }]) => room) ?? windows[0])?.[0];
  }

  come(window: Window): void {
    this.#windows.set(window, { spoke: false });
  }

  leave(window: Window): void {
    this.#windows.delete(window);
    this.#settle();
  }

  /** Takes the room of a window, which shows that size already; undefined when it has gone out of sight. */
  take(window: Window, room: TerminalSize | undefined): void {
    const shows = room ?? this.#windows.get(window)?.shows;
    this.#windows.set(window, { room, shows, spoke: true });
    this.#settle();
  }

  /** The windows that have to be told the size, since they show another. From now on they are taken to show it. */
  stale(): Window[] {
    const stale = [...this.#windows].filter(
      ([, { shows, spoke }]) => spoke && !(shows && isSame(shows, this.#size)),
    );
    for (const [, place] of stale) place.shows = this.#size;
    return stale.map(([window]) => window);
  }

  #settle(): void {
    const rooms = [...this.#windows.values()].flatMap(({ room }) => room ?? []);
    if (rooms.length === 0) return;
    this.#size = {
      cols: Math.min(...rooms.map(({ cols }) => cols)),
      rows: Math.min(...rooms.map(({ rows }) => rows)),
    };
  }
}

export const isSame = (one: TerminalSize, other: TerminalSize): boolean =>
  one.cols === other.cols && one.rows === other.rows;
