// The conversation: what was said, and what came back. Pure.

import type { ChatReply, ChatTurn, Task } from "./wire";

/** How many messages are kept; older ones fall off. */
export const maxMessages = 200;
/** How many tasks are kept beside a reply. */
export const maxCards = 5;

export interface Reply {
  readonly text: string;
  readonly intent: string;
  /** The first few of the tasks that the reply is about, as they were then. */
  readonly tasks: readonly Task[];
  /** How many more there were. */
  readonly more: number;
}

/** What is known of a message; each carries what can be said about it. */
export type Fate =
  | { readonly is: "sending" }
  | { readonly is: "retrying"; readonly words: string }
  /** No answer; it may be sent again under the same id. */
  | { readonly is: "failed"; readonly words: string }
  /** The server will not have it. */
  | { readonly is: "refused"; readonly words: string }
  | { readonly is: "answered"; readonly reply: Reply };

export interface Message {
  /** Made here, the same each time it is sent. */
  readonly id: string;
  readonly text: string;
  /** When it was said, in ms since 1970. */
  readonly at: number;
  readonly fate: Fate;
}

export type Talk = readonly Message[];

export const say = (talk: Talk, id: string, text: string, at: number): Talk =>
  [...talk, { id, text, at, fate: { is: "sending" } } satisfies Message].slice(-maxMessages);

export const meet = (talk: Talk, id: string, fate: Fate): Talk =>
  talk.map((m) => (m.id === id ? { ...m, fate } : m));

export const answer = ({ reply, intent, tasks }: ChatReply): Fate => ({
  is: "answered",
  reply: { text: reply, intent, tasks: tasks.slice(0, maxCards), more: Math.max(0, tasks.length - maxCards) },
});

/**
 * What was said before, here or elsewhere, as the server remembers it, with what only this tab knows: messages
 * without an answer, and the tasks as they were then. Oldest first.
 */
export function recall(talk: Talk, turns: readonly ChatTurn[], tasks: ReadonlyMap<string, Task>): Talk {
  const here = new Map(talk.map((m) => [m.id, m]));
  const remembered = turns.map(({ id, text, at, answer: reply, tasks: ids }): Message => {
    const known = here.get(id);
    here.delete(id);
    if (known?.fate.is === "answered") return known;
    const still = ids.flatMap((task) => tasks.get(task) ?? []);
    return { id, text, at: known?.at ?? Date.parse(at), fate: answer({ ...reply, tasks: still }) };
  });
  return [...remembered, ...here.values()].sort((a, b) => a.at - b.at).slice(-maxMessages);
}
