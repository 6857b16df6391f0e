// The calls of the API, each answer decoded. A call fails with a Fault: words
// for a person, and whether asking again may help.

import * as wire from "./wire";
import type { Decoder } from "./decode";

/** How long to wait for an answer, in ms. */
const patience = 15_000;

export class Fault extends Error {
  override name = "Fault";
  constructor(
    /** What to say to a person. */
    readonly words: string,
    /** Whether the same request may be answered later. */
    readonly passing: boolean,
    readonly code?: string,
    /** How long the server asks to be left alone, in ms. */
    readonly waitMs?: number,
  ) {
    super(words);
  }
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Api {
  tasks(): Promise<wire.TaskList>;
  /** `answers` is the message whose question it answers, and no other. */
  chat(id: string, text: string, timeZone: string, correction?: wire.Correction, answers?: string): Promise<wire.ChatReply>;
  /** A page of what was said before the turn of that number, oldest first; the last page without one. */
  turns(before?: number): Promise<wire.ChatTurns>;
  /** Takes back the command of that id and no other; given a version, the last one, if the list is still at it. */
  undo(what: string | number, key: string): Promise<{ version: number }>;
  /** Does again what was taken back last, if the list is still at that version. */
  redo(version: number, key: string): Promise<{ version: number }>;
  /** The commands answer with the list's version after them. `key` makes a resend harmless. */
  complete(task: string, key: string): Promise<{ version: number }>;
  reopen(task: string, key: string): Promise<{ version: number }>;
  rename(task: string, title: string, key: string): Promise<{ version: number }>;
  remove(task: string, key: string): Promise<{ version: number }>;
  ticket(): Promise<wire.Ticket>;
}

export function api(fetch: Fetch): Api {
  const path = (task: string, verb = "") => `/v1/tasks/${encodeURIComponent(task)}${verb}`;
  const call = <T>(decode: Decoder<T>, method: string, url: string, key?: string, body?: unknown, version?: number) =>
    ask(fetch, decode, method, url, key, body, version);
  return {
    tasks: () => call(wire.taskList, "GET", "/v1/tasks?status=all"),
    chat: (id, text, timeZone, correction, answers) =>
      call(wire.chatReply, "POST", "/v1/chat", undefined, { id, text, timeZone, ...(correction && { correction }), ...(answers && { answers }) }),
    turns: (before) => call(wire.chatTurns, "GET", `/v1/chat?limit=50${before === undefined ? "" : `&before=${before}`}`),
    undo: (what, key) =>
      typeof what === "string" ? call(wire.versioned, "POST", "/v1/undo", key, { command: what }) : call(wire.versioned, "POST", "/v1/undo", key, {}, what),
    redo: (version, key) => call(wire.versioned, "POST", "/v1/redo", key, undefined, version),
    complete: (task, key) => call(wire.taskAnswer, "POST", path(task, "/complete"), key),
    reopen: (task, key) => call(wire.taskAnswer, "POST", path(task, "/reopen"), key),
    rename: (task, title, key) => call(wire.taskAnswer, "PATCH", path(task), key, { title }),
    remove: (task, key) => call(wire.versioned, "DELETE", path(task), key),
    ticket: () => call(wire.ticket, "GET", "/v1/sync/ticket"),
  };
}

async function ask<T>(fetch: Fetch, decode: Decoder<T>, method: string, url: string, key?: string, body?: unknown, version?: number): Promise<T> {
  const headers: Record<string, string> = { accept: "application/json, application/problem+json" };
  if (key) headers["idempotency-key"] = key;
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(url, {
      method,
      headers,
      cache: "no-store",
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    answer = await bodyOf(response);
  } catch {
    throw new Fault("Errand cannot be reached.", true);
  }
  if (!response.ok) throw refusal(response, answer);
  try {
    return decode(answer, `${method} ${url}`);
  } catch (err) {
    // The request was done; the page and the server are of different versions.
    console.error(err);
    throw new Fault("The server said something that this page does not understand. Reloading it may help.", false);
  }
}

/** The body as JSON, or undefined when it is none. Fails only when the connection does. */
async function bodyOf(response: Response): Promise<unknown> {
  const raw = await response.text();
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

const mayPass = new Set([408, 425, 429, 500, 502, 503, 504]);

function refusal(response: Response, body: unknown): Fault {
  const passing = mayPass.has(response.status);
  const wait = Number(response.headers.get("retry-after"));
  const waitMs = wait > 0 ? wait * 1000 : undefined;
  try {
    const { title, detail, code } = wire.problem(body, "problem");
    return new Fault(detail || title, passing, code, waitMs);
  } catch {
    const words = passing ? "Errand is not well just now." : `The server would not do that (${response.status}).`;
    return new Fault(words, passing, undefined, waitMs);
  }
}
