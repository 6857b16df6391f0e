// Keeps the conversation over a reload of the page, in this tab only, so that
// a message without an answer is sent again under its own id.

import { form, json, list, object, text, whole, WireError, type Decoder } from "./decode";
import { type Fate, maxMessages, type Message, type Talk } from "./talk";
import { task } from "./wire";

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
        return raw ? list(message)(json(raw, "talk"), "talk").slice(-maxMessages) : [];
      } catch (err) {
        console.warn("the conversation could not be read back", err);
        return [];
      }
    },
    save(talk) {
      try {
        storage?.setItem(key, JSON.stringify(talk));
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
    case "answered": {
      const r = object(o.reply, `${path}.reply`);
      const reply = {
        text: text(r.text, `${path}.reply.text`),
        intent: text(r.intent, `${path}.reply.intent`),
        tasks: list(task)(r.tasks, `${path}.reply.tasks`),
        more: whole(r.more, `${path}.reply.more`),
      };
      return { is: "answered", reply };
    }
    default:
      throw new WireError(`${path}.is`, "a fate");
  }
};

/** The tab's own storage, where the browser allows it. */
export function tabStorage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
