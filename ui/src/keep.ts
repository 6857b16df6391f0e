// Keeps the conversation over a reload of the page, in this tab only, so that
// a message without an answer is sent again under its own id.

import { flag, form, json, list, maybe, object, text, whole, WireError, type Decoder } from "./decode";
import { type Back, type Fate, maxKept, type Message, type Reply, type Talk } from "./talk";
import { correction, doubt, span, task } from "./wire";

const key = "errand.talk.1";

export interface Keep {
  load(): Talk;
  save(talk: Talk): void;
}

/** Storage may be full, or forbidden: then the conversation lasts as long as the page. */
export function keep(storage: Pick<Storage, "getItem" | "setItem"> | undefined): Keep {
  return {
    load() {
      try {
        const raw = storage?.getItem(key);
        return raw ? list(message)(json(raw, "talk"), "talk").slice(-maxKept) : [];
      } catch (err) {
        console.warn("the conversation could not be read back", err);
        return [];
      }
    },
    save(talk) {
      try {
        storage?.setItem(key, JSON.stringify(talk.slice(-maxKept)));
      } catch (err) {
        console.warn("the conversation could not be kept", err);
      }
    },
  };
}

const message: Decoder<Message> = (value, path) => {
  const o = object(value, path);
  return {
    id: form(/^[0-9A-Za-z_-]{1,48}$/, "an id")(o.id, `${path}.id`),
    text: text(o.text, `${path}.text`),
    at: whole(o.at, `${path}.at`),
    ...maybe(o, path, "number", whole),
    ...maybe(o, path, "correction", correction),
    ...maybe(o, path, "answers", text),
    fate: fate(o.fate, `${path}.fate`),
  };
};

const fate: Decoder<Fate> = (value, path) => {
  const o = object(value, path);
  switch (o.is) {
    case "sending":
    case "retrying":
      return { is: "sending" }; // whoever waited for the answer is gone
    case "failed":
    case "refused":
      return { is: o.is, words: text(o.words, `${path}.words`) };
    case "answered":
      return { is: "answered", reply: reply(o.reply, `${path}.reply`) };
    default:
      throw new WireError(`${path}.is`, "a fate");
  }
};

const reply: Decoder<Reply> = (value, path) => {
  const o = object(value, path);
  return {
    text: text(o.text, `${path}.text`),
    intent: text(o.intent, `${path}.intent`),
    tasks: list(task)(o.tasks, `${path}.tasks`),
    more: whole(o.more, `${path}.more`),
    ...maybe(o, path, "version", whole),
    ...maybe(o, path, "confirm", flag),
    ...maybe(o, path, "choices", list(text)),
    ...maybe(o, path, "spans", list(span)),
    ...maybe(o, path, "doubt", doubt),
    ...maybe(o, path, "undo", list(text)),
    ...maybe(o, path, "undone", whole),
    ...maybe(o, path, "redo", flag),
    ...maybe(o, path, "back", back),
  };
};

/** What was on its way when the page went is known only by asking: the button is there again. */
const back: Decoder<Back | undefined> = (value, path) => {
  const o = object(value, path);
  if (o.is === "undone" || o.is === "redone") return { is: o.is, version: whole(o.version, `${path}.version`) };
  if (o.is === "refused") return { is: o.is, words: text(o.words, `${path}.words`), ...maybe(o, path, "redo", flag) };
  return undefined;
};

/** The tab's own storage, where the browser allows it. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
