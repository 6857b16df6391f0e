// The page's verbs against the mock server over real HTTP and sockets, while
// lines are cut, facts forgotten, calls refused and answers lost: in the end
// the page knows what the server knows, and each thing was done once.

import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { browserClock } from "../src/clock";
import { Ctrl } from "../src/ctrl";
import { api } from "../src/http";
import type { Open } from "../src/line";
import { dice } from "../src/testing";
import { startMock } from "./mock-server.mjs";

let mock: Awaited<ReturnType<typeof startMock>>;
let ctrl: Ctrl;

const openWs: Open = (url, onText, onClosed) => {
  const socket = new WebSocket(url);
  socket.on("message", (data) => onText(String(data)));
  socket.on("error", () => {}); // "close" follows
  socket.on("close", onClosed);
  return () => socket.close();
};

let ids = 0;
const aCtrl = () =>
  new Ctrl({
    api: api((path, init) => fetch(mock.url + path, init)),
    open: openWs,
    // Ten times as fast as a browser's.
    clock: { ...browserClock, after: (ms, then) => browserClock.after(ms / 10, then) },
    newId: () => `id-${++ids}`,
    keep: { load: () => [], save: () => {} },
    zone: () => "UTC",
    base: mock.url,
  });

/** Waits until it is so; the watcher tells each change. */
const until = (what: string, so: () => boolean): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`never: ${what}`)), 8_000);
    const look = () => {
      if (!so()) return;
      clearTimeout(late);
      stop();
      resolve();
    };
    const stop = ctrl.watch(look);
    look();
  });

const theServers = () => JSON.parse(JSON.stringify([...mock.list.tasks.values()]));
const thePages = () => [...ctrl.state.list.tasks.values()];
const inStep = () => ctrl.state.list.version === mock.list.version && ctrl.state.list.asked === ctrl.state.list.met;

beforeEach(async () => {
  mock = await startMock({ ring: 20 });
  ctrl = aCtrl();
});
afterEach(async () => {
  ctrl.disconnect();
  await mock.close();
});

it("follows what others do", async () => {
  mock.list.add({ title: "Before" });
  await ctrl.connect();
  await until("live", () => ctrl.state.line === "live");
  mock.list.add({ title: "After" });
  await until("in step", inStep);
  expect(thePages().map((t) => t.title)).toEqual(["Before", "After"]);
});

it("a message whose answer is lost is done once", async () => {
  await ctrl.connect();
  mock.faults.lose = 2;
  ctrl.send("Buy milk");
  await until("answered", () => ctrl.state.talk[0]?.fate.is === "answered");
  await until("in step", inStep);
  expect(thePages().map((t) => t.title)).toEqual(["Buy milk"]);
});

it.each([1, 2, 3, 4])("comes into step again whatever happens, seed %i", async (seed) => {
  const chance = dice(seed);
  await ctrl.connect();
  const said: string[] = [];
  for (let i = 0; i < 80; i++) {
    const tasks = thePages();
    const task = tasks[Math.floor(chance() * tasks.length)]?.id;
    const roll = chance();
    if (roll < 0.2) {
      said.push(`Said ${i}`);
      ctrl.send(`Said ${i}`);
    } else if (roll < 0.35) for (let n = chance() * 30; n > 0; n--) mock.list.add({ title: `Added ${i}.${Math.floor(n)}` });
    else if (roll < 0.45 && task) ctrl.complete(task);
    else if (roll < 0.5 && task) ctrl.reopen(task);
    else if (roll < 0.55 && task) ctrl.rename(task, `Renamed ${i}`);
    else if (roll < 0.6 && task) mock.list.remove(task);
    else if (roll < 0.7) mock.cut();
    else if (roll < 0.75) mock.forget();
    else if (roll < 0.8) mock.faults.lose++;
    else if (roll < 0.85) mock.faults.fail++;
    else if (roll < 0.9) mock.faults.quiet = !mock.faults.quiet; // facts go missing
    await new Promise((resolve) => setTimeout(resolve, chance() * 15));
  }
  mock.faults.quiet = false;
  await until("all said", () => ctrl.state.talk.every((m) => m.fate.is === "answered"));
  await until("nothing pending", () => ctrl.state.pending.every((p) => p.version !== undefined));
  mock.list.add({ title: "The end" }); // shows what went missing
  await until("in step", inStep);
  expect(thePages()).toEqual(theServers());
  expect(ctrl.state.pending).toEqual([]);
  for (const title of said) {
    // Done once: a task of that name was added by one fact only.
    expect(mock.list.added.filter((t: string) => t === title), title).toHaveLength(1);
  }
});
