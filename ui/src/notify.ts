// What the person was told and how she wants to be told: the calls, what they
// answer, and push messages of this browser.

import { flag, list, maybe, moment, object, text, whole, type Decoder } from "./decode";
import type { Fetch } from "./http";

/** How it stands with one channel, or the receipt of one try. */
export interface Receipt {
  readonly channel: string;
  readonly device?: string;
  readonly outcome: string;
  readonly at: string;
  readonly attempt?: number;
  readonly nextAt?: string;
  readonly error?: string;
}

export interface Note {
  readonly task: string;
  readonly version: number;
  readonly title: string;
  readonly dueAt: string;
  readonly channels: readonly Receipt[];
  readonly attempts: readonly Receipt[];
}

export interface Told {
  readonly notifications: readonly Note[];
  readonly seen: number;
}

export interface Device {
  readonly id: string;
  readonly name: string;
}

export interface Settings {
  readonly available: readonly string[];
  readonly email: boolean;
  readonly emailTo: string;
  readonly push: boolean;
  readonly devices: readonly Device[];
  readonly pushKey: string;
  readonly webhook: boolean;
  readonly ntfy: boolean;
  readonly ntfyTopic: string;
  readonly digest: string;
  readonly digestAt: string;
}

export type Change = Partial<Pick<Settings, "email" | "emailTo" | "push" | "webhook" | "ntfy" | "ntfyTopic" | "digest" | "digestAt">>;

const receipt: Decoder<Receipt> = (value, path) => {
  const o = object(value, path);
  return {
    channel: text(o.channel, `${path}.channel`),
    outcome: text(o.outcome, `${path}.outcome`),
    at: moment(o.at, `${path}.at`),
    ...maybe(o, path, "device", text),
    ...maybe(o, path, "attempt", whole),
    ...maybe(o, path, "nextAt", moment),
    ...maybe(o, path, "error", text),
  };
};

const notification: Decoder<Note> = (value, path) => {
  const o = object(value, path);
  return {
    task: text(o.task, `${path}.task`),
    version: whole(o.version, `${path}.version`),
    title: text(o.title, `${path}.title`),
    dueAt: moment(o.dueAt, `${path}.dueAt`),
    channels: list(receipt)(o.channels, `${path}.channels`),
    attempts: list(receipt)(o.attempts, `${path}.attempts`),
  };
};

export const told: Decoder<Told> = (value, path) => {
  const o = object(value, path);
  return { notifications: list(notification)(o.notifications, `${path}.notifications`), seen: whole(o.seen, `${path}.seen`) };
};

const device: Decoder<Device> = (value, path) => {
  const o = object(value, path);
  return { id: text(o.id, `${path}.id`), name: text(o.name, `${path}.name`) };
};

export const settings: Decoder<Settings> = (value, path) => {
  const o = object(value, path);
  return {
    available: list(text)(o.available, `${path}.available`),
    email: flag(o.email, `${path}.email`),
    emailTo: text(o.emailTo, `${path}.emailTo`),
    push: flag(o.push, `${path}.push`),
    devices: list(device)(o.devices, `${path}.devices`),
    pushKey: text(o.pushKey, `${path}.pushKey`),
    webhook: flag(o.webhook, `${path}.webhook`),
    ntfy: flag(o.ntfy, `${path}.ntfy`),
    ntfyTopic: text(o.ntfyTopic, `${path}.ntfyTopic`),
    digest: text(o.digest, `${path}.digest`),
    digestAt: text(o.digestAt, `${path}.digestAt`),
  };
};

const tested: Decoder<readonly Receipt[]> = (value, path) => list(receipt)(object(value, path).channels, `${path}.channels`);

/** The calls. Each fails with an Error whose message is for the person. */
export interface NotifyApi {
  told(): Promise<Told>;
  seen(version: number): Promise<void>;
  settings(): Promise<Settings>;
  change(change: Change): Promise<Settings>;
  test(): Promise<readonly Receipt[]>;
  subscribe(subscription: object): Promise<Device>;
  unsubscribe(id: string): Promise<void>;
}

export function notifyApi(fetch: Fetch): NotifyApi {
  async function call<T>(decode: Decoder<T>, method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`/v1/notifications${path}`, {
      method,
      headers: body ? { "content-type": "application/json" } : {},
      cache: "no-store",
      signal: AbortSignal.timeout(50_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new Error("Errand cannot be reached.");
    });
    const raw = await response.text();
    if (response.ok) return decode(raw === "" ? undefined : JSON.parse(raw), `${method} ${path}`);
    let words = "That did not work just now.";
    try {
      words = text(object(JSON.parse(raw), "problem").detail, "problem.detail");
    } catch {
      // The words stay.
    }
    throw new Error(words);
  }
  const nothing: Decoder<void> = () => undefined;
  return {
    told: () => call(told, "GET", ""),
    seen: (version) => call(nothing, "POST", "/seen", { version }),
    settings: () => call(settings, "GET", "/settings"),
    change: (change) => call(settings, "PATCH", "/settings", change),
    test: () => call(tested, "POST", "/test"),
    subscribe: (subscription) => call(device, "POST", "/push", subscription),
    unsubscribe: (id) => call(nothing, "DELETE", `/push?id=${encodeURIComponent(id)}`),
  };
}

/** How many notifications have not been looked at. */
export function unread({ notifications, seen }: Told): number {
  return notifications.filter((n) => n.version > seen).length;
}

const outcomes: Record<string, string> = {
  sending: "on its way",
  sent: "sent",
  waiting: "not yet",
  failed: "given up",
  not_told: "not told",
  digest: "in the next digest",
  unknown: "interrupted",
};

export const channelNames: Record<string, string> = {
  "in-app": "Here", email: "E-mail", push: "Push", webhook: "Webhook", ntfy: "ntfy",
};

/** A receipt in words: "E-mail: not yet (2nd try at 17:05) – The mail server said 451." */
export function say(r: Receipt, clock: (at: string) => string): string {
  const name = (channelNames[r.channel] ?? r.channel) + (r.device ? ` (${r.device})` : "");
  const next = r.nextAt ? `, tried at ${clock(r.nextAt)}` : "";
  return `${name}: ${outcomes[r.outcome] ?? r.outcome}${next}${r.error ? ` – ${r.error}` : ""}`;
}

/** The id that the server gives a browser: the first 8 bytes of SHA-256 of its endpoint, in hex. */
export async function deviceID(endpoint: string): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return [...sum.slice(0, 8)].map((b) => b.toString(16).padStart(2, "0")).join("");
}

/** The bytes of base64url text. */
export function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const raw = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (c) => c.charCodeAt(0));
}

/** "Firefox on Linux", of a user agent. */
export function browserName(agent: string): string {
  const browser = /Edg\//.test(agent) ? "Edge" : /Firefox\//.test(agent) ? "Firefox" : /Chrom(e|ium)\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : "A browser";
  const system = /Android/.test(agent) ? "Android" : /iPhone|iPad/.test(agent) ? "iOS" : /Windows/.test(agent) ? "Windows" : /Mac OS/.test(agent) ? "Mac" : /Linux/.test(agent) ? "Linux" : "";
  return system ? `${browser} on ${system}` : browser;
}

/** Push messages of this browser, as far as it has them. */
export interface PushHere {
  /** Its id while it takes messages. */
  current(): Promise<string | undefined>;
  /** Asks the person, subscribes, and says what the server is to know. */
  on(pushKey: string): Promise<object>;
  /** Ends it and says its id. */
  off(): Promise<string | undefined>;
}

/** Undefined where there is no push: an old browser, or a page that is not on https. */
export function pushHere(): PushHere | undefined {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) return undefined;
  const subscribed = async () => (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  return {
    async current() {
      const s = await subscribed();
      return s ? deviceID(s.endpoint) : undefined;
    },
    async on(pushKey) {
      if ((await Notification.requestPermission()) !== "granted") throw new Error("The browser does not allow notifications of this page.");
      await navigator.serviceWorker.register("/sw.js");
      const worker = await navigator.serviceWorker.ready;
      const s = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(pushKey) }).catch(() => {
        throw new Error("The browser could not reach its push service.");
      });
      return { ...s.toJSON(), name: browserName(navigator.userAgent) };
    },
    async off() {
      const s = await subscribed();
      if (!s) return undefined;
      const id = await deviceID(s.endpoint);
      await s.unsubscribe();
      return id;
    },
  };
}

/** Shows what came due while the page is open but not looked at. With push the worker shows it. */
export async function showHere(titles: readonly string[], push: PushHere | undefined): Promise<void> {
  if (titles.length === 0 || document.visibilityState === "visible" || !("Notification" in window) || Notification.permission !== "granted") return;
  if (await push?.current()) return;
  for (const title of titles) {
    const [words, how] = [`Due: ${title}`, { tag: `due ${title}`, icon: "/icon.svg" }] as const;
    try {
      new Notification(words, how);
    } catch {
      // Browsers on Android leave it to the worker.
      await (await navigator.serviceWorker?.getRegistration("/"))?.showNotification(words, how);
    }
  }
}

/** A moment as receipts say it, in the reader's own way and zone. */
export const clock = (at: string): string => new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
