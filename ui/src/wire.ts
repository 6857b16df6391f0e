// What comes over the wire, decoded once: answers of the API (openapi.yaml)
// and frames of the socket. Past this file every value is what its type says.
// Fields that are not known here are left out: a later server may add some.

import type { components } from "./api.gen";
import { flag, type Decoder, form, json, list, maybe, moment, object, text, whole, WireError } from "./decode";

type Schemas = components["schemas"];
export type Task = Schemas["Task"];
export type Due = Schemas["Due"];
export type TaskList = Pick<Schemas["TaskList"], "version" | "tasks">;
export type TaskAnswer = Schemas["TaskAnswer"];
export type ChatTurn = Omit<Schemas["ChatTurn"], "answer"> & { answer: ChatReply };
export type ChatTurns = { turns: ChatTurn[]; more: boolean };
export type ChatReply = Omit<Schemas["ChatReply"], "slots">;
export type Span = Schemas["ChatSpan"];
export type Doubt = Schemas["ChatDoubt"];
export type Range = Schemas["ChatRange"];
export type Correction = Schemas["ChatCorrection"];
export type Ticket = Schemas["Ticket"];
export type Problem = Schemas["Problem"];

/** What a fact tells this page: the task as it stands after it, or that it is not on the list. */
export interface Fact {
  readonly version: number;
  /** errand.task.added and so on; a type that is not known here still carries its task. */
  readonly type: string;
  /** The task's id; absent when the fact is about the list, such as its settings. */
  readonly subject?: string;
  readonly time: string;
  readonly task?: Task;
}

/** A frame of the socket. */
export type Frame =
  | { readonly type: "hello"; readonly version: number }
  | { readonly type: "fact"; readonly version: number; readonly fact: Fact }
  | { readonly type: "resync"; readonly version: number }
  | { readonly type: "ping" };

const due: Decoder<Due> = (value, path) => {
  const o = object(value, path);
  return {
    date: form(/^\d{4}-\d{2}-\d{2}$/, "a date")(o.date, `${path}.date`),
    ...maybe(o, path, "time", form(/^\d{2}:\d{2}(:\d{2})?$/, "a time of day")),
    ...maybe(o, path, "timeZone", text),
  };
};

const priority: Decoder<number> = (value, path) => {
  const n = whole(value, path);
  if (n > 4) throw new WireError(path, "a priority from 1 to 4");
  return n;
};

export const task: Decoder<Task> = (value, path) => {
  const o = object(value, path);
  return {
    id: text(o.id, `${path}.id`),
    title: text(o.title, `${path}.title`),
    createdAt: moment(o.createdAt, `${path}.createdAt`),
    updatedAt: moment(o.updatedAt, `${path}.updatedAt`),
    ...maybe(o, path, "notes", text),
    ...maybe(o, path, "due", due),
    ...maybe(o, path, "dueAt", moment),
    ...maybe(o, path, "ringAt", moment),
    ...maybe(o, path, "priority", priority),
    ...maybe(o, path, "labels", list(text)),
    ...maybe(o, path, "completedAt", moment),
    ...maybe(o, path, "cameDueAt", moment),
  };
};

export const taskList: Decoder<TaskList> = (value, path) => {
  const o = object(value, path);
  return { version: whole(o.version, `${path}.version`), tasks: list(task)(o.tasks, `${path}.tasks`) };
};

export const taskAnswer: Decoder<TaskAnswer> = (value, path) => {
  const o = object(value, path);
  return { version: whole(o.version, `${path}.version`), task: task(o.task, `${path}.task`) };
};

/** The answer of a command of which only the version matters. */
export const versioned: Decoder<{ version: number }> = (value, path) => ({
  version: whole(object(value, path).version, `${path}.version`),
});

/** A part of a text, in UTF-16 code units: as slice() counts. */
const range: Decoder<Range> = (value, path) => {
  const o = object(value, path);
  return { from: whole(o.from, `${path}.from`), to: whole(o.to, `${path}.to`) };
};

export const span: Decoder<Span> = (value, path) => {
  const o = object(value, path);
  return {
    slot: text(o.slot, `${path}.slot`),
    ...range(o, path),
    ...maybe(o, path, "says", text),
    ...maybe(o, path, "literal", flag),
  };
};

export const doubt: Decoder<Doubt> = (value, path) => {
  const o = object(value, path);
  return { says: text(o.says, `${path}.says`), other: text(o.other, `${path}.other`) };
};

export const correction: Decoder<Correction> = (value, path) => {
  const o = object(value, path);
  return {
    message: text(o.message, `${path}.message`),
    ...maybe(o, path, "literal", list(range)),
    ...maybe(o, path, "other", flag),
  };
};

export const chatReply: Decoder<ChatReply> = (value, path) => {
  const o = object(value, path);
  return {
    reply: text(o.reply, `${path}.reply`),
    intent: text(o.intent, `${path}.intent`),
    tasks: list(task)(o.tasks, `${path}.tasks`),
    version: whole(o.version, `${path}.version`),
    ...maybe(o, path, "confirm", flag),
    ...maybe(o, path, "choices", list(text)),
    ...maybe(o, path, "spans", list(span)),
    ...maybe(o, path, "doubt", doubt),
    ...maybe(o, path, "correction", correction),
    ...maybe(o, path, "undo", list(text)),
    ...maybe(o, path, "redo", flag),
  };
};

export const chatTurns: Decoder<ChatTurns> = (value, path) => {
  const o = object(value, path);
  return { turns: list(chatTurn)(o.turns, `${path}.turns`), more: flag(o.more, `${path}.more`) };
};

const chatTurn: Decoder<ChatTurn> = (value, path) => {
  const o = object(value, path);
  return {
    number: whole(o.number, `${path}.number`),
    id: text(o.id, `${path}.id`),
    at: moment(o.at, `${path}.at`),
    text: text(o.text, `${path}.text`),
    answer: chatReply(o.answer, `${path}.answer`),
    tasks: list(text)(o.tasks, `${path}.tasks`),
  };
};

export const ticket: Decoder<Ticket> = (value, path) => {
  const o = object(value, path);
  return {
    ticket: text(o.ticket, `${path}.ticket`),
    expiresAt: moment(o.expiresAt, `${path}.expiresAt`),
    url: text(o.url, `${path}.url`),
  };
};

export const problem: Decoder<Problem> = (value, path) => {
  const o = object(value, path);
  return {
    type: text(o.type, `${path}.type`),
    title: text(o.title, `${path}.title`),
    status: whole(o.status, `${path}.status`),
    code: text(o.code, `${path}.code`),
    ...maybe(o, path, "detail", text),
    ...maybe(o, path, "field", text),
  };
};

/** Whether a task is an occurrence that waits for its date: it is not on the list before. */
const waits = (value: unknown, path: string): boolean => {
  const { repeat } = object(value, path);
  return repeat !== undefined && object(repeat, `${path}.repeat`).opensAt !== undefined;
};

const fact: Decoder<Fact> = (value, path) => {
  const o = object(value, path);
  if (o.specversion !== "1.0") throw new WireError(`${path}.specversion`, '"1.0"');
  const data = object(o.data, `${path}.data`);
  const listed = data.task !== undefined && !waits(data.task, `${path}.data.task`);
  return {
    type: text(o.type, `${path}.type`),
    ...maybe(o, path, "subject", text),
    time: moment(o.time, `${path}.time`),
    version: whole(data.version, `${path}.data.version`),
    ...(listed ? maybe(data, `${path}.data`, "task", task) : {}),
  };
};

/** Reads one message of the socket. */
export function frame(raw: string): Frame {
  const o = object(json(raw, "frame"), "frame");
  switch (o.type) {
    case "ping":
      return { type: "ping" };
    case "hello":
    case "resync":
      return { type: o.type, version: whole(o.version, "frame.version") };
    case "fact": {
      const version = whole(o.version, "frame.version");
      const told = fact(o.fact, "frame.fact");
      if (told.version !== version) throw new WireError("frame.version", `the fact's version, ${told.version}`);
      if (told.task && told.task.id !== told.subject) throw new WireError("frame.fact.data.task.id", "the fact's subject");
      return { type: "fact", version, fact: told };
    }
    default:
      throw new WireError("frame.type", "hello, fact, resync or ping");
  }
}
