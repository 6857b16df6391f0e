// Asking again: the same request under the same id, until there is an answer.

import { backoff, type Clock, sleep } from "./clock";
import { Fault } from "./http";

/** The longest wait that a server may ask for, in ms. */
const maxWait = 30_000;

/** Asks until there is an answer, the server refuses, or the tries are used up. */
export async function persist<T>(clock: Clock, ask: () => Promise<T>, tries: number, onWait: (words: string) => void = () => {}): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await ask();
    } catch (err) {
      const fault = asFault(err);
      if (!fault.passing || n >= tries) throw fault;
      onWait(fault.words);
      await sleep(Math.max(waitOf(fault), backoff(n - 1, clock)), clock);
    }
  }
}

/** How long the server asks to be left alone, in ms. */
export const waitOf = (fault: Fault): number => Math.min(fault.waitMs ?? 0, maxWait);

/** A mistake of this page's own is told and shown too, never swallowed. */
export function asFault(err: unknown): Fault {
  if (err instanceof Fault) return err;
  console.error(err);
  return new Fault("This page made a mistake. Reloading it may help.", false);
}
