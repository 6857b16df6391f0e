// The list as this page knows it, and how frames change it. Pure: no clock, no
// socket. The laws, which reduce.test.ts attacks with random deliveries:
//
//   - `version` only ever names a state that the server's list was in;
//   - a fact heard twice, or late, changes nothing;
//   - facts past a gap are held, and a resync is asked for;
//   - once a snapshot has come, the list is what the server's list is.

import type { Fact, Frame, Task } from "./wire";

/** How many facts past a gap are held until the snapshot comes. */
export const maxHeld = 500;
/** How many reminders stand on the screen at once. */
export const maxRings = 4;

/** A task that came due and was not yet attended to. */
export interface Ring {
  readonly task: string;
  readonly version: number;
}

export interface ListState {
  /** Version of the last fact or snapshot folded in. */
  readonly version: number;
  /** Tasks by id, in the order in which they were added. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** Facts from after a gap, by rising version. */
  readonly held: readonly Fact[];
  /** Times a resync was asked for, and the last asking that was met. */
  readonly asked: number;
  readonly met: number;
  readonly rings: readonly Ring[];
}

/** The whole list, as GET /v1/tasks gave it. */
export interface Snapshot {
  readonly type: "snapshot";
  readonly version: number;
  readonly tasks: readonly Task[];
  /** `asked` and `version` of the state when the request was made. */
  readonly asked: number;
  readonly since: number;
}

/** A frame of the socket, a snapshot, or a person's "I have seen it". */
export type Input = Frame | Snapshot | { readonly type: "seen"; readonly task: string };

/** An empty list that has not been fetched: it wants its first snapshot. */
export const unknown: ListState = { version: 0, tasks: new Map(), held: [], asked: 1, met: 0, rings: [] };

export const wantsResync = (s: ListState): boolean => s.asked > s.met;
/** Whether the list has ever been fetched. */
export const loaded = (s: ListState): boolean => s.met > 0;

export function reduce(s: ListState, input: Input): ListState {
  switch (input.type) {
    case "ping":
      return s;
    case "hello":
      // A server that knows less than this page lost its memory, or lags.
      return input.version < s.version ? ask(s) : s;
    case "resync":
      return ask(s);
    case "fact":
      return hear(s, input.fact);
    case "snapshot":
      return adopt(s, input);
    case "seen":
      return { ...s, rings: s.rings.filter((r) => r.task !== input.task) };
  }
}

const ask = (s: ListState): ListState => ({ ...s, asked: s.asked + 1 });

function hear(s: ListState, fact: Fact): ListState {
  if (fact.version <= s.version) return s;
  if (fact.version === s.version + 1) return drain(fold(s, fact));
  if (s.held.some((h) => h.version === fact.version)) return s;
  const held = [...s.held, fact].sort((a, b) => a.version - b.version);
  const next = { ...s, held: held.slice(0, maxHeld) };
  // The first one past a gap asks; so does one let go, which no later fact may show to be missing.
  return held.length === 1 || held.length > maxHeld ? ask(next) : next;
}

/** Folds in the held facts that now follow. */
function drain(s: ListState): ListState {
  let next = s;
  for (const fact of s.held) {
    if (fact.version === next.version + 1) next = fold(next, fact);
  }
  return { ...next, held: s.held.filter((f) => f.version > next.version) };
}

function fold(s: ListState, fact: Fact): ListState {
  if (fact.subject === undefined) return { ...s, version: fact.version }; // about the list: its tasks stay
  const tasks = new Map(s.tasks);
  if (fact.task) tasks.set(fact.subject, fact.task);
  else tasks.delete(fact.subject);
  return { ...s, version: fact.version, tasks, rings: ring(s.rings, fact.subject, fact) };
}

/** What may happen to a task while it rings on. */
const ringsOn: ReadonlySet<string> = new Set(["renamed", "edited", "moved", "repeats"].map((name) => `errand.task.${name}`));

/** A task rings when it came due; whatever else happens to it, bar other words for it or another place, ends that. */
function ring(rings: readonly Ring[], task: string, fact: Fact): readonly Ring[] {
  if (ringsOn.has(fact.type)) return rings;
  const others = rings.filter((r) => r.task !== task);
  if (fact.type !== "errand.task.came_due") return others.length === rings.length ? rings : others;
  return [...others, { task, version: fact.version }].slice(-maxRings);
}

function adopt(s: ListState, snap: Snapshot): ListState {
  const met = { ...s, met: Math.max(s.met, snap.asked) };
  // Facts that came while the answer was under way have overtaken it.
  if (snap.version < s.version && snap.version >= snap.since) return met;
  // Older than what was known when asking: the server began anew, so do we.
  const anew = snap.version < snap.since;
  const tasks = new Map(snap.tasks.map((t) => [t.id, t]));
  const rings = s.rings.filter((r) => !anew && tasks.get(r.task) && !tasks.get(r.task)?.completedAt);
  const next = drain({ ...met, version: snap.version, tasks, rings, held: anew ? [] : s.held });
  // A gap is still there; or facts of the new beginning may have been taken for old ones.
  return anew || next.held.length > 0 ? ask(next) : next;
}
