// The line to the server: one WebSocket at a time, opened with a fresh ticket,
// given up when it falls silent, and opened again after a wait that grows.

import { backoff, type Clock } from "./clock";
import { type Frame, frame, type Ticket } from "./wire";

/** No frame for so long means that the line is dead; the server pings every 20 s. In ms. */
export const silence = 45_000;
/** How long a line may take until its first frame, in ms. */
export const greeting = 10_000;
/** A line that lived so long is a good one: the next wait is short again. In ms. */
const goodLife = 10_000;

export type LineState = "connecting" | "live" | "reconnecting";

/** Opens a socket, and tells what comes of it; the answer closes it. */
export type Open = (url: string, onText: (text: string) => void, onClosed: () => void) => () => void;

/** The browser's own. A socket that never opens is told as closed. */
export const openWebSocket: Open = (url, onText, onClosed) => {
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => onText(String(data));
  socket.onclose = onClosed;
  return () => socket.close();
};

export interface LineDeps {
  ticket(): Promise<Ticket>;
  open: Open;
  clock: Clock;
  /** The page's own address, against which the socket's is resolved. */
  base: string;
  /** The version after which facts are wanted. */
  since(): number;
  onFrame(frame: Frame): void;
  onState(state: LineState): void;
}

export class Line {
  #deps: LineDeps;
  #tries = 0;
  /** Ends what is under way: a socket, a request for a ticket, or a wait. */
  #end: () => void = () => {};
  #waiting = false;

  constructor(deps: LineDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#end();
    this.#waiting = false;
    let over = false;
    this.#end = () => {
      over = true;
    };
    this.#deps.ticket().then(
      (ticket) => !over && this.#open(ticket),
      () => !over && this.#again(),
    );
  }

  stop(): void {
    this.#end();
    this.#end = () => {};
    this.#waiting = false;
  }

  /** Something changed for the better (the network is back, the page is seen again): do not wait on. */
  nudge(): void {
    if (!this.#waiting) return;
    this.#tries = 0;
    this.start();
  }

  #open(ticket: Ticket): void {
    const { clock, open, base, since, onFrame, onState } = this.#deps;
    let over = false; // what a socket says after it was given up is not heard
    let greeted: number | undefined;
    let close = () => {};
    const hang = () => {
      over = true;
      tired();
      close();
    };
    const lost = () => {
      if (over) return;
      hang();
      if (greeted !== undefined && clock.now() - greeted >= goodLife) this.#tries = 0;
      this.#again();
    };
    const heard = (text: string) => {
      if (over) return;
      tired();
      tired = clock.after(silence, lost);
      if (greeted === undefined) {
        greeted = clock.now();
        onState("live");
      }
      onFrame(read(text));
    };
    let tired = clock.after(greeting, lost);
    this.#end = hang;
    try {
      close = open(address(ticket, base, since()), heard, lost);
    } catch (err) {
      console.error(err); // the ticket's address is none
      lost();
    }
  }

  #again(): void {
    const { clock, onState } = this.#deps;
    onState("reconnecting");
    this.#waiting = true;
    this.#end = clock.after(backoff(this.#tries++, clock), () => this.start());
  }
}

/** A frame that cannot be read stands for something that was missed: the list is fetched. */
function read(text: string): Frame {
  try {
    return frame(text);
  } catch (err) {
    console.error(err);
    return { type: "resync", version: 0 };
  }
}

/** Where to open the socket: the ticket's url on this page's server, unless it names another. */
export function address(ticket: Ticket, base: string, since: number): string {
  const url = new URL(ticket.url, base);
  if (url.protocol === "http:") url.protocol = "ws:";
  if (url.protocol === "https:") url.protocol = "wss:";
  url.searchParams.set("ticket", ticket.ticket);
  url.searchParams.set("since", String(since));
  return url.href;
}
