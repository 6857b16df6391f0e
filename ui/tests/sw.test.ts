// The service worker, in a worker's stead.

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

type Listener = (event: Record<string, unknown>) => void;

function worker(pages: { url: string; focus(): string }[] = []) {
  const listeners = new Map<string, Listener>();
  const shown: { title: string; options: Record<string, unknown> }[] = [];
  const opened: string[] = [];
  const self = {
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
    skipWaiting: () => undefined,
    location: { origin: "https://errand.example" },
    registration: { showNotification: async (title: string, options: Record<string, unknown>) => void shown.push({ title, options }) },
    clients: { claim: async () => undefined, matchAll: async () => pages, openWindow: async (url: string) => void opened.push(url) },
  };
  new Function("self", readFileSync(new URL("../public/sw.js", import.meta.url), "utf8"))(self);
  const fire = async (type: string, event: Record<string, unknown>) => {
    const waits: unknown[] = [];
    listeners.get(type)?.({ ...event, waitUntil: (p: unknown) => waits.push(p) });
    await Promise.all(waits);
  };
  return { fire, shown, opened };
}

it("shows a message; one with the same tag takes the place of the one before it, silently", async () => {
  const w = worker();
  await w.fire("push", { data: { json: () => ({ tag: "t1", title: "Due: Buy milk", body: "Due Monday", task: "a" }) } });
  expect(w.shown).toEqual([{ title: "Due: Buy milk", options: { body: "Due Monday", tag: "t1", renotify: false, icon: "/icon.svg", data: { task: "a" } } }]);
});

it("shows something for a message that it cannot read", async () => {
  const w = worker();
  await w.fire("push", { data: null });
  expect(w.shown.map((s) => s.title)).toEqual(["Errand"]);
});

it("a tap goes to the page that is open, or opens one", async () => {
  let focused = 0;
  const notification = { close: () => undefined };
  const w = worker([{ url: "https://errand.example/x", focus: () => `${++focused}` }]);
  await w.fire("notificationclick", { notification });
  expect([focused, w.opened]).toEqual([1, []]);
  const none = worker([{ url: "https://other.example/", focus: () => "" }]);
  await none.fire("notificationclick", { notification });
  expect(none.opened).toEqual(["/"]);
});
