// Time and chance come in as values, so that tests hold them.

export interface Clock {
  /** Now, in ms since 1970. */
  now(): number;
  /** Runs `then` once after `ms`; the answer takes that back. */
  after(ms: number, then: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** How long to wait before try number `tries` + 1: 0.5 s doubling to 15 s, and by chance up to half less. */
export function backoff(tries: number, clock: Clock): number {
  return Math.min(500 * 2 ** Math.min(tries, 10), 15_000) * (1 - clock.random() / 2);
}

export const sleep = (ms: number, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    clock.after(ms, resolve);
  });

/** A random UUID. crypto.randomUUID is missing on a page served over plain HTTP from another host. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
