// The conversation: what was said, and what came back. Pure.

import type { ChatReply, ChatTurn, Correction, Doubt, Range, Span, Task } from "./wire";

/** How many messages are kept over a reload. */
export const maxKept = 200;
/** How many messages are shown; older ones fall off. The server remembers about 800. */
export const maxMessages = 1_000;
/** How old a message may be that is sent by itself after a reload, in ms: "tomorrow" is read when it arrives. */
export const maxUnsent = 10 * 60_000;
/** How many tasks are kept beside a reply. */
export const maxCards = 5;

export interface Reply {
  readonly text: string;
  readonly intent: string;
  /** The first few of the tasks that the reply is about, as they were then. */
  readonly tasks: readonly Task[];
  /** How many more there were. */
  readonly more: number;
  /** The list's version when it was answered. */
  readonly version?: number;
  /** It asks, and waits for yes or no. */
  readonly confirm?: boolean;
  /** It asks which of these is meant, and waits for a number. */
  readonly choices?: readonly string[];
  /** What parts of the message were read as. */
  readonly spans?: readonly Span[];
  /** The other of two near readings. */
  readonly doubt?: Doubt;
  /** The commands that take back what it did, in order. */
  readonly undo?: readonly string[];
  /** How many of those were taken back, while the next one could not be. */
  readonly undone?: number | undefined;
  /** It took something back, which can be done again. */
  readonly redo?: boolean;
  /** Whether that was done. */
  readonly back?: Back | undefined;
}

/** How far a tap on Undo or Redo has come. */
export type Back =
  | { readonly is: "undoing" | "redoing" }
  | { readonly is: "undone" | "redone"; readonly version: number }
  | { readonly is: "refused"; readonly words: string; readonly redo?: boolean };

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
  /** Its place in the conversation, as the server counts; absent while only this page knows it. */
  readonly number?: number;
  /** It says an earlier message again, to be read like this. */
  readonly correction?: Correction;
  /** The message whose question it answers, by a button. */
  readonly answers?: string;
}

export type Talk = readonly Message[];

export const say = (talk: Talk, id: string, text: string, at: number, correction?: Correction, answers?: string): Talk =>
  [...talk, { id, text, at, fate: { is: "sending" }, ...(correction && { correction }), ...(answers && { answers }) } satisfies Message].slice(-maxMessages);

export const meet = (talk: Talk, id: string, fate: Fate): Talk =>
  talk.map((m) => (m.id === id ? { ...m, fate } : m));

/** What waits to be sent, when the page is loaded; what is too old for that is left to the person. */
export const afresh = (talk: Talk, now: number): Talk =>
  talk.map((m) => (m.fate.is === "sending" && now - m.at > maxUnsent ? { ...m, fate: { is: "failed", words: "This page was closed before there was an answer." } } : m));

export const answer = ({ reply, tasks, correction: _, ...rest }: ChatReply): Fate => ({
  is: "answered",
  reply: { ...rest, text: reply, tasks: tasks.slice(0, maxCards), more: Math.max(0, tasks.length - maxCards) },
});

/** Notes how far the undo of an answer has come, and how many of its commands are taken back while others are not. */
export const takeBack = (talk: Talk, id: string, back: Back, undone = 0): Talk =>
  talk.map((m) => (m.id === id && m.fate.is === "answered" ? { ...m, fate: { is: "answered", reply: { ...m.fate.reply, back, undone: undone || undefined } } } : m));

/**
 * What one tap takes back: the very commands of the answer, so that a late tap cannot take back another; or, when they
 * have no name, the last one if the list is still at that version. Nothing while there is nothing to take back.
 */
export function undoes({ undo = [], undone = 0, intent, version, back }: Reply): readonly (string | number)[] {
  if (back?.is === "redone") return undo.length > 0 ? undo : [back.version];
  if (back?.is === "refused" && undone > 0) return undo.slice(undone); // the rest
  if (back) return [];
  return intent === "redo" && version !== undefined ? [version] : undo.slice(undone);
}

/** The version of the list at which one tap does again what was taken back. */
export function redoes({ redo, version, back }: Reply): number | undefined {
  if (back) return back.is === "undone" ? back.version : undefined;
  return redo ? version : undefined;
}

/** The message of that id with its answer, if it has one. */
export function answered(talk: Talk, id: string): { message: Message; reply: Reply } | undefined {
  const message = talk.find((m) => m.id === id);
  return message?.fate.is === "answered" ? { message, reply: message.fate.reply } : undefined;
}

/** The reading with one more part that is title. */
export const literally = (message: Message, part: Range): Correction => ({
  message: message.id,
  literal: [...(message.correction?.literal ?? []), { from: part.from, to: part.to }].sort((a, b) => a.from - b.from),
});

/** The other one of two near readings; from there, the first one again. */
export const otherwise = ({ id, correction }: Message): Correction => ({
  message: id,
  ...(correction?.literal && { literal: correction.literal }),
  other: !correction?.other,
});

/** Ids of messages that were read again, so that their answer counts no more. A correction that was taken back does not count either. */
export function corrected(talk: Talk): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { correction, fate } of talk) {
    if (!correction || fate.is === "failed" || fate.is === "refused") continue;
    if (fate.is === "answered" && fate.reply.back?.is === "undone") continue;
    ids.add(correction.message);
  }
  return ids;
}

/** A correction in words: what the person said by tapping. */
export function asWords({ text, correction }: Message): string {
  const parts = (correction?.literal ?? []).map(({ from, to }) => `“${text.slice(from, to).trim()}”`);
  if (parts.length === 0 || correction?.other) return "I mean the other one";
  return `${parts.join(" and ")} ${parts.length === 1 ? "is" : "are"} part of the title`;
}

/**
 * What was said before, here or elsewhere, as the server remembers it, with what only this tab knows: messages
 * without an answer, and the tasks as they were then. Oldest first.
 */
export function recall(talk: Talk, turns: readonly ChatTurn[], tasks: ReadonlyMap<string, Task>): Talk {
  const here = new Map(talk.map((m) => [m.id, m]));
  const remembered = turns.map(({ number, id, text, at, answer: reply, tasks: ids }): Message => {
    const known = here.get(id);
    here.delete(id);
    if (known?.fate.is === "answered") return { ...known, number };
    const still = ids.flatMap((task) => tasks.get(task) ?? []);
    const { correction } = reply;
    return { id, number, text, at: known?.at ?? Date.parse(at), fate: answer({ ...reply, tasks: still }), ...(correction && { correction }) };
  });
  const numbered = [...remembered, ...[...here.values()].filter((m) => m.number !== undefined)];
  return merge(numbered.sort((a, b) => a.number! - b.number!), talk.filter((m) => here.has(m.id) && m.number === undefined), talk).slice(-maxMessages);
}

/**
 * What has a number, in that order, whatever the clocks said, with what has none put where it was said: behind what
 * stood before it here, else by this clock.
 */
function merge(numbered: Talk, others: Talk, before: Talk): Talk {
  const numbers = new Map(numbered.map((m) => [m.id, m.number!]));
  const all: Message[] = [];
  let next = 0;
  let seen = 0;
  let least = 0;
  for (const m of others) {
    for (; before[seen] && before[seen]!.id !== m.id; seen++) least = Math.max(least, numbers.get(before[seen]!.id) ?? 0);
    while (next < numbered.length && (numbered[next]!.number! <= least || numbered[next]!.at <= m.at)) all.push(numbered[next++]!);
    all.push(m);
  }
  return [...all, ...numbered.slice(next)];
}

/** The number of the earliest turn that is here; nothing earlier was asked for yet. */
export function earliest(talk: Talk): number | undefined {
  return talk.reduce<number | undefined>((least, { number }) => (number === undefined || (least ?? number) < number ? least : number), undefined);
}
