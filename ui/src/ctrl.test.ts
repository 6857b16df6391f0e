import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browserClock } from "./clock";
import { commandTries, Ctrl, lag, messageTries } from "./ctrl";
import { type Api, Fault } from "./http";
import { address, greeting, silence } from "./line";
import { overlay } from "./pending";
import { asWords, corrected, maxUnsent, type Talk } from "./talk";
import { aTask, cloudEvent } from "./testing";
import type { ChatReply, ChatTurn, Correction, Task } from "./wire";

const away = () => new Fault("Errand cannot be reached.", true);
const refused = () => new Fault("There is no such task.", false, "unknown_task");

/** A server under the test's thumb: its list, its sockets, and what its calls do. */
function world({ talk = [] as Talk } = {}) {
  const server = { version: 1, tasks: [aTask("a"), aTask("b")] as Task[] };
  const sockets: { url: string; say(frame: unknown): void; drop(): void; closed: boolean }[] = [];
  const calls = {
    tasks: vi.fn(async () => ({ version: server.version, tasks: [...server.tasks] })),
    chat: vi.fn(async (_id: string, _text: string, _zone: string, _correction?: Correction, _answers?: string): Promise<ChatReply> => ({
      reply: "Added.", intent: "add", tasks: [], version: server.version,
    })),
    undo: vi.fn(async (_what: string | number, _key: string) => ({ version: server.version })),
    redo: vi.fn(async (_version: number, _key: string) => ({ version: server.version })),
    turns: vi.fn(async (_before?: number) => ({ turns: [] as ChatTurn[], more: false })),
    complete: vi.fn(async (_task: string, _key: string) => ({ version: server.version })),
    reopen: vi.fn(async (_task: string, _key: string) => ({ version: server.version })),
    rename: vi.fn(async (_task: string, _title: string, _key: string) => ({ version: server.version })),
    remove: vi.fn(async (_task: string, _key: string) => ({ version: server.version })),
    ticket: vi.fn(async () => ({ ticket: "let me in", expiresAt: "2026-11-23T09:00:00Z", url: "/v1/sync" })),
  } satisfies Api;
  const kept: Talk[] = [];
  let ids = 0;
  const ctrl = new Ctrl({
    api: calls,
    open(url, onText, onClosed) {
      const socket = { url, closed: false, say: (frame: unknown) => onText(typeof frame === "string" ? frame : JSON.stringify(frame)), drop: onClosed };
      sockets.push(socket);
      return () => {
        socket.closed = true;
      };
    },
    clock: { ...browserClock, random: () => 0 },
    newId: () => `id${++ids}`,
    keep: { load: () => talk, save: (t) => void kept.push(t) },
    zone: () => "Europe/Berlin",
    base: "http://errand.test/",
  });
  const soon = () => vi.advanceTimersByTimeAsync(20);
  const live = async () => {
    await ctrl.connect();
    await soon();
    sockets.at(-1)!.say({ type: "hello", version: server.version });
    await soon();
  };
  const titles = () => overlay(ctrl.state.list.tasks, ctrl.state.pending).map((s) => `${s.task.title}${s.task.completedAt ? " ✓" : ""}${s.pending ? " …" : ""}`);
  const fate = (i = 0) => ctrl.state.talk[i]?.fate;
  return { server, sockets, calls, ctrl, kept, soon, live, titles, fate, last: () => sockets.at(-1)! };
}

const fact = (version: number, type: string, task: Task) => ({ type: "fact", version, fact: cloudEvent(version, type, task.id, task) });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the line", () => {
  it("is opened after the list, with a ticket and its version, and is live at hello", async () => {
    const w = world();
    await w.ctrl.connect();
    await w.soon();
    expect(w.last().url).toBe("ws://errand.test/v1/sync?ticket=let+me+in&since=1");
    expect(w.ctrl.state.line).toBe("connecting");
    w.last().say({ type: "hello", version: 1 });
    expect(w.ctrl.state.line).toBe("live");
    expect(w.titles()).toEqual(["Task a", "Task b"]);
  });

  it("facts change the list, and frames that come together are told together", async () => {
    const w = world();
    await w.live();
    const watcher = vi.fn();
    w.ctrl.watch(watcher);
    w.last().say(fact(2, "renamed", aTask("a", { title: "New" })));
    w.last().say(fact(3, "added", aTask("c")));
    expect(watcher).not.toHaveBeenCalled();
    await w.soon();
    expect(watcher).toHaveBeenCalledOnce();
    expect(w.titles()).toEqual(["New", "Task b", "Task c"]);
    expect(w.calls.tasks).toHaveBeenCalledOnce();
  });

  it.each([
    ["a gap", fact(4, "added", aTask("d"))],
    ["a resync frame", { type: "resync", version: 4 }],
    ["a frame that cannot be read", "what?"],
    ["a server that knows less", { type: "hello", version: 0 }],
  ])("%s has the list fetched, and the line stays", async (_, frame) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const w = world();
    await w.live();
    w.server.version = 4;
    w.server.tasks = [aTask("d")];
    w.last().say(frame);
    await w.soon();
    expect(w.titles()).toEqual(["Task d"]);
    expect(w.calls.tasks).toHaveBeenCalledTimes(2);
    expect([w.sockets.length, w.ctrl.state.line]).toEqual([1, "live"]);
  });

  it("is opened again from the version that is known, with waits that grow", async () => {
    const w = world();
    await w.live();
    w.last().say(fact(2, "added", aTask("c")));
    w.last().drop();
    expect(w.ctrl.state.line).toBe("reconnecting");
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      const before = Date.now();
      while (w.sockets.length < i + 2) await vi.advanceTimersByTimeAsync(100);
      waits.push(Date.now() - before);
      w.last().drop();
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
    expect(w.last().url).toContain("since=2");
  });

  it("waits a short time again after a good life", async () => {
    const w = world();
    await w.live();
    for (let i = 0; i < 3; i++) {
      w.last().drop();
      await vi.advanceTimersByTimeAsync(5_000);
    }
    w.last().say({ type: "hello", version: 1 });
    await vi.advanceTimersByTimeAsync(11_000);
    const { length } = w.sockets;
    w.last().drop();
    await vi.advanceTimersByTimeAsync(500);
    expect(w.sockets.length).toBe(length + 1);
  });

  it("is dead when it falls silent, and alive by pings", async () => {
    const w = world();
    await w.live();
    for (let i = 0; i < 6; i++) {
      await vi.advanceTimersByTimeAsync(20_000);
      w.last().say({ type: "ping" });
    }
    expect([w.sockets.length, w.ctrl.state.line]).toEqual([1, "live"]);
    await vi.advanceTimersByTimeAsync(silence - 1);
    expect(w.ctrl.state.line).toBe("live");
    await vi.advanceTimersByTimeAsync(1);
    expect([w.sockets[0]!.closed, w.ctrl.state.line]).toEqual([true, "reconnecting"]);
  });

  it("that does not greet is given up, and is not heard after that", async () => {
    const w = world();
    await w.ctrl.connect();
    await w.soon();
    const first = w.last();
    await vi.advanceTimersByTimeAsync(greeting);
    expect(first.closed).toBe(true);
    first.say(fact(2, "added", aTask("ghost")));
    first.drop();
    await vi.advanceTimersByTimeAsync(500);
    expect(w.ctrl.state.list.version).toBe(1);
    expect(w.sockets.length).toBe(2);
  });

  it("asks for a ticket until there is one; a nudge ends the wait", async () => {
    const w = world();
    w.calls.ticket.mockRejectedValue(away());
    await w.ctrl.connect();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(w.ctrl.state.line).toBe("reconnecting");
    w.calls.ticket.mockResolvedValue({ ticket: "t", expiresAt: "", url: "/v1/sync" });
    w.ctrl.nudge();
    await vi.advanceTimersByTimeAsync(0);
    expect(w.sockets.length).toBe(1);
    w.ctrl.nudge();
    await w.soon();
    expect(w.sockets.length, "nothing to nudge").toBe(1);
  });

  it("disconnect closes it for good", async () => {
    const w = world();
    await w.live();
    w.ctrl.disconnect();
    w.last().drop();
    await vi.advanceTimersByTimeAsync(100_000);
    expect([w.last().closed, w.sockets.length]).toEqual([true, 1]);
  });

  it.each([
    ["/v1/sync", "https://errand.test/list?x#y", "wss://errand.test/v1/sync?ticket=t&since=3"],
    ["ws://sync.test:8081/v1/sync?shard=2", "http://errand.test/", "ws://sync.test:8081/v1/sync?shard=2&ticket=t&since=3"],
    ["https://sync.test/s", "http://errand.test/", "wss://sync.test/s?ticket=t&since=3"],
  ])("the address %s on %s", (url, base, want) => {
    expect(address({ ticket: "t", expiresAt: "", url }, base, 3)).toBe(want);
  });
});

describe("the list", () => {
  it("is fetched until it comes, with words meanwhile", async () => {
    const w = world();
    w.calls.tasks.mockRejectedValueOnce(away()).mockRejectedValueOnce(new Fault("Starting.", true, "unavailable", 2000));
    await w.ctrl.connect();
    await w.soon();
    expect(w.ctrl.state.listTrouble).toBe("Starting.");
    await vi.advanceTimersByTimeAsync(1900);
    expect(w.calls.tasks, "as long as Retry-After says").toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(w.titles()).toEqual(["Task a", "Task b"]);
    expect(w.ctrl.state.listTrouble).toBeUndefined();
  });

  it("is fetched when an answer tells of a version that the line does not", async () => {
    const w = world();
    await w.live();
    w.server.version = 2;
    w.server.tasks.push(aTask("c"));
    w.ctrl.send("c");
    await vi.advanceTimersByTimeAsync(lag - 100);
    expect(w.titles()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(200);
    expect(w.titles()).toHaveLength(3);
  });

  it("is fetched at once when there is no line", async () => {
    const w = world();
    await w.live();
    w.last().drop();
    w.server.version = 2;
    w.server.tasks.push(aTask("c"));
    w.ctrl.send("c");
    await w.soon();
    expect(w.titles()).toHaveLength(3);
  });
});

describe("messages", () => {
  it("are sent with an id, the text and the time zone, and answered", async () => {
    const w = world();
    await w.live();
    w.ctrl.send("  buy milk ");
    expect(w.fate()).toEqual({ is: "sending" });
    await w.soon();
    expect(w.calls.chat).toHaveBeenCalledExactlyOnceWith("id1", "buy milk", "Europe/Berlin");
    expect(w.fate()).toMatchObject({ is: "answered", reply: { text: "Added." } });
    expect(w.kept.at(-1)).toBe(w.ctrl.state.talk);
  });

  it("answer the question whose button was tapped, and no other; also after a reload", async () => {
    const w = world();
    await w.live();
    w.ctrl.answer("asked", "yes");
    await w.soon();
    expect(w.calls.chat).toHaveBeenCalledExactlyOnceWith("id1", "yes", "Europe/Berlin", undefined, "asked");
    const { fate: _, ...message } = w.kept.at(-1)![0]!;
    const later = world({ talk: [{ ...message, fate: { is: "sending" } }] });
    await later.live();
    expect(later.calls.chat).toHaveBeenCalledExactlyOnceWith("id1", "yes", "Europe/Berlin", undefined, "asked");
  });

  it("that are empty are not sent", () => {
    const w = world();
    w.ctrl.send("  ");
    expect(w.ctrl.state.talk).toEqual([]);
  });

  it("are sent again under the same id until they are answered", async () => {
    const w = world();
    w.calls.chat.mockRejectedValueOnce(away()).mockRejectedValueOnce(away());
    w.ctrl.send("milk");
    await w.soon();
    expect(w.fate()).toEqual({ is: "retrying", words: "Errand cannot be reached." });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(w.calls.chat.mock.calls.map(([id]) => id)).toEqual(["id1", "id1", "id1"]);
    expect(w.fate()?.is).toBe("answered");
  });

  it("are given up in the end, and sent again under the same id when asked to be", async () => {
    const w = world();
    w.calls.chat.mockRejectedValue(away());
    w.ctrl.send("milk");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(w.calls.chat).toHaveBeenCalledTimes(messageTries);
    expect(w.fate()).toEqual({ is: "failed", words: "Errand cannot be reached." });
    w.calls.chat.mockResolvedValue({ reply: "Added.", intent: "add", tasks: [], version: 1 });
    w.ctrl.retry("id1");
    await w.soon();
    expect([w.calls.chat.mock.calls.at(-1)![0], w.fate()?.is]).toEqual(["id1", "answered"]);
  });

  it("that are refused say why, and are not sent again", async () => {
    const w = world();
    w.calls.chat.mockRejectedValue(new Fault("That is too long.", false, "too_long"));
    w.ctrl.send("milk");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(w.calls.chat).toHaveBeenCalledOnce();
    expect(w.fate()).toEqual({ is: "refused", words: "That is too long." });
  });

  it("are sent in the order in which they were said, one at a time", async () => {
    const w = world();
    w.calls.chat.mockRejectedValueOnce(away());
    w.ctrl.send("one");
    w.ctrl.send("two");
    await w.soon();
    expect(w.calls.chat).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(w.calls.chat.mock.calls.map(([, text]) => text)).toEqual(["one", "one", "two"]);
  });

  it("without an answer before a reload are sent after it", async () => {
    const w = world({ talk: [{ id: "old", text: "milk", at: Date.now() - maxUnsent, fate: { is: "sending" } }] });
    await w.live();
    expect(w.calls.chat).toHaveBeenCalledExactlyOnceWith("old", "milk", "Europe/Berlin");
  });

  it("without an answer long before a reload are left to the person: tomorrow is another day by now", async () => {
    const w = world({ talk: [{ id: "old", text: "milk tomorrow", at: Date.now() - maxUnsent - 1, fate: { is: "sending" } }] });
    await w.live();
    expect([w.calls.chat.mock.calls, w.fate()]).toEqual([[], { is: "failed", words: "This page was closed before there was an answer." }]);
    w.ctrl.retry("old");
    await w.soon();
    expect([w.calls.chat.mock.calls[0]?.[0], w.fate()?.is]).toEqual(["old", "answered"]);
  });
});

describe("a tap in an answer", () => {
  const text = "🥛 call friday tomorrow";
  const reply = (more: Partial<ChatReply> = {}): ChatReply => ({
    reply: "Added.", intent: "add", tasks: [], version: 2, undo: ["id1-0"],
    spans: [{ slot: "title", from: 0, to: 14 }, { slot: "due_date", from: 15, to: 23, literal: true }], ...more,
  });
  const said = async (more: Partial<ChatReply> = {}) => {
    const w = world();
    await w.live();
    w.calls.chat.mockResolvedValueOnce(reply(more));
    w.ctrl.send(text);
    await w.soon();
    return w;
  };
  const back = (w: ReturnType<typeof world>, i = 0) => {
    const fate = w.fate(i);
    return fate?.is === "answered" ? fate.reply.back : undefined;
  };

  it("on a chip says the message again, with that part as title; the next one adds to it", async () => {
    const w = await said();
    w.calls.chat.mockResolvedValueOnce(reply({ spans: [{ slot: "due_date", from: 8, to: 14, literal: true }] }));
    w.ctrl.literal("id1", { from: 15, to: 23 });
    await w.soon();
    expect(w.calls.chat).toHaveBeenLastCalledWith("id2", text, "Europe/Berlin", { message: "id1", literal: [{ from: 15, to: 23 }] });
    w.ctrl.literal("id2", { from: 8, to: 14 });
    await w.soon();
    expect(w.calls.chat).toHaveBeenLastCalledWith("id3", text, "Europe/Berlin", { message: "id2", literal: [{ from: 8, to: 14 }, { from: 15, to: 23 }] });
    expect(asWords(w.ctrl.state.talk[2]!)).toBe("“friday” and “tomorrow” are part of the title");
    expect([...corrected(w.ctrl.state.talk)]).toEqual(["id1", "id2"]);
  });
  it("on a chip that finds no server is sent again, under its id, and is not a correction when given up", async () => {
    const w = await said();
    w.calls.chat.mockRejectedValue(away());
    w.ctrl.literal("id1", { from: 15, to: 23 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(new Set(w.calls.chat.mock.calls.slice(1).map(([id, , , c]) => id + JSON.stringify(c))).size).toBe(1);
    expect([w.fate(1)?.is, [...corrected(w.ctrl.state.talk)]]).toEqual(["failed", []]);
  });
  it("on the other reading takes it, and the next one takes the first again", async () => {
    const w = await said({ doubt: { says: "", other: "Friday" } });
    w.ctrl.other("id1");
    await w.soon();
    expect(w.calls.chat).toHaveBeenLastCalledWith("id2", text, "Europe/Berlin", { message: "id1", other: true });
    w.ctrl.other("id2");
    await w.soon();
    expect(w.calls.chat).toHaveBeenLastCalledWith("id3", text, "Europe/Berlin", { message: "id2", other: false });
  });
  it("on Undo takes back that very command, once, and Redo goes with the version", async () => {
    const w = await said();
    w.calls.undo.mockResolvedValueOnce({ version: 3 });
    w.ctrl.undo("id1");
    w.ctrl.undo("id1"); // a double tap
    expect(back(w)).toEqual({ is: "undoing" });
    await w.soon();
    expect(w.calls.undo).toHaveBeenCalledExactlyOnceWith("id1-0", "id2");
    expect(back(w)).toEqual({ is: "undone", version: 3 });
    w.calls.redo.mockResolvedValueOnce({ version: 4 });
    w.ctrl.redo("id1");
    await w.soon();
    expect(w.calls.redo).toHaveBeenCalledExactlyOnceWith(3, "id3");
    w.ctrl.undo("id1");
    await w.soon();
    expect(w.calls.undo).toHaveBeenLastCalledWith("id1-0", "id4");
    expect(w.kept.at(-1)).toBe(w.ctrl.state.talk);
  });
  it("on Undo is sent again under the same key, and a refusal is told", async () => {
    const w = await said();
    w.calls.undo.mockRejectedValueOnce(away()).mockRejectedValueOnce(new Fault("“Milk” was changed since; take that back first.", false, "undo_blocked"));
    w.ctrl.undo("id1");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(w.calls.undo.mock.calls).toEqual([["id1-0", "id2"], ["id1-0", "id2"]]);
    expect(back(w)).toEqual({ is: "refused", words: "“Milk” was changed since; take that back first." });
  });
  it("on Undo of several commands takes them back in order", async () => {
    const w = await said({ undo: ["id1-1", "id1-0"] });
    w.ctrl.undo("id1");
    await w.soon();
    expect(w.calls.undo.mock.calls).toEqual([["id1-1", "id2"], ["id1-0", "id3"]]);
    expect(back(w)?.is).toBe("undone");
  });
  it("on Undo of several commands says where it stopped, and goes on from there", async () => {
    const w = await said({ undo: ["id1-2", "id1-1", "id1-0"] });
    const blocked = () => new Fault("It was changed since.", false, "undo_blocked");
    const reply = () => {
      const fate = w.fate();
      return fate?.is === "answered" ? fate.reply : undefined;
    };
    w.server.version = 2;
    await vi.advanceTimersByTimeAsync(lag);
    w.server.version = 7;
    w.calls.undo.mockResolvedValueOnce({ version: 7 }).mockRejectedValueOnce(blocked());
    w.ctrl.undo("id1");
    await w.soon();
    expect(reply()).toMatchObject({ undone: 1, back: { is: "refused", words: "It was changed since." } });
    await vi.advanceTimersByTimeAsync(lag);
    expect(w.ctrl.state.list.version).toBe(7); // the line did not tell what was undone, so it was fetched
    w.calls.undo.mockResolvedValueOnce({ version: 8 }).mockRejectedValueOnce(blocked());
    w.ctrl.undo("id1");
    await w.soon();
    expect(reply()).toMatchObject({ undone: 2, back: { is: "refused" } });
    w.calls.undo.mockResolvedValueOnce({ version: 9 });
    w.ctrl.undo("id1");
    await w.soon();
    expect(w.calls.undo.mock.calls.map(([what]) => what)).toEqual(["id1-2", "id1-1", "id1-1", "id1-0", "id1-0"]);
    expect([reply()?.undone, back(w)]).toEqual([undefined, { is: "undone", version: 9 }]);
  });
  it("on Redo of an undo that was said goes with its version, then Undo with the new one", async () => {
    const w = await said({ undo: [], redo: true, version: 7 });
    w.calls.redo.mockRejectedValueOnce(new Fault("x", false, "version_conflict"));
    w.ctrl.redo("id1");
    await w.soon();
    expect(back(w)).toEqual({ is: "refused", words: "Your list has changed since.", redo: true });
    const w2 = await said({ undo: [], redo: true, version: 7 });
    w2.calls.redo.mockResolvedValueOnce({ version: 8 });
    w2.ctrl.redo("id1");
    await w2.soon();
    w2.ctrl.undo("id1");
    await w2.soon();
    expect([w2.calls.redo.mock.calls, w2.calls.undo.mock.calls]).toEqual([[[7, "id2"]], [[8, "id3"]]]);
  });
  it("on what has nothing to take back does nothing", async () => {
    const w = await said({ undo: [] });
    w.ctrl.undo("id1");
    w.ctrl.redo("id1");
    w.ctrl.undo("nobody");
    await w.soon();
    expect([w.calls.undo.mock.calls, w.calls.redo.mock.calls, back(w)]).toEqual([[], [], undefined]);
  });
  it("a correction that was undone does not count", async () => {
    const w = await said();
    w.calls.chat.mockResolvedValueOnce(reply({ undo: ["id2-0"] }));
    w.ctrl.literal("id1", { from: 15, to: 23 });
    await w.soon();
    w.ctrl.undo("id2");
    await w.soon();
    expect([...corrected(w.ctrl.state.talk)]).toEqual([]);
  });
});

describe("commands", () => {
  it("are shown at once, and for good once the fact is there", async () => {
    const w = world();
    await w.live();
    w.calls.complete.mockResolvedValue({ version: 2 });
    w.ctrl.complete("a");
    expect(w.titles()).toEqual(["Task a ✓ …", "Task b"]);
    await w.soon();
    expect(w.titles(), "answered; the fact is still to come").toEqual(["Task a ✓", "Task b"]);
    w.last().say(fact(2, "completed", aTask("a", { completedAt: "2026-11-23T09:00:00Z" })));
    expect(w.ctrl.state.pending).toEqual([]);
    expect(w.ctrl.state.list.tasks.get("a")?.completedAt).toBe("2026-11-23T09:00:00Z");
  });

  it("whose fact comes before their answer are not laid over it again", async () => {
    const w = world();
    await w.live();
    let reply: (v: { version: number }) => void = () => {};
    w.calls.complete.mockReturnValue(new Promise((resolve) => (reply = resolve)));
    w.ctrl.complete("a");
    w.last().say(fact(2, "completed", aTask("a", { completedAt: "2026-11-23T09:00:00Z" })));
    w.last().say(fact(3, "reopened", aTask("a")));
    reply({ version: 2 });
    await w.soon();
    expect(w.titles()).toEqual(["Task a", "Task b"]);
  });

  it.each([
    ["complete", "It could not be completed. There is no such task."],
    ["reopen", "It could not be reopened. There is no such task."],
    ["remove", "It could not be deleted. There is no such task."],
  ] as const)("%s that is refused is put back, with words", async (verb, words) => {
    const w = world();
    await w.live();
    w.calls[verb].mockRejectedValue(refused());
    w.ctrl[verb]("a");
    expect(w.ctrl.state.pending).toHaveLength(1);
    await w.soon();
    expect(w.titles()).toEqual(["Task a", "Task b"]);
    expect(w.ctrl.state.troubles.get("a")).toBe(words);
    w.ctrl.forgive("a");
    expect(w.ctrl.state.troubles.size).toBe(0);
  });

  it("are sent again under the same key, then put back", async () => {
    const w = world();
    await w.live();
    w.calls.rename.mockRejectedValue(away());
    w.ctrl.rename("a", " New ");
    expect(w.titles()[0]).toBe("New …");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(w.calls.rename.mock.calls).toEqual(Array(commandTries).fill(["a", "New", "id1"]));
    expect(w.titles()[0]).toBe("Task a");
  });

  it("of one task wait for each other; those of others do not", async () => {
    const w = world();
    await w.live();
    w.calls.complete.mockRejectedValueOnce(away());
    w.ctrl.complete("a");
    w.ctrl.reopen("a");
    w.ctrl.remove("b");
    await w.soon();
    expect([w.calls.complete.mock.calls.length, w.calls.reopen.mock.calls.length, w.calls.remove.mock.calls.length]).toEqual([1, 0, 1]);
    await vi.advanceTimersByTimeAsync(600);
    expect([w.calls.complete.mock.calls.length, w.calls.reopen.mock.calls.length]).toEqual([2, 1]);
  });

  it("renaming to nothing, or to the same, does nothing", () => {
    const w = world();
    w.ctrl.rename("a", "  ");
    expect(w.ctrl.state.pending).toEqual([]);
  });

  it("a mistake of the page's own is told too", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const w = world();
    await w.live();
    w.calls.complete.mockRejectedValue(new TypeError("x is undefined"));
    w.ctrl.complete("a");
    await w.soon();
    expect(w.ctrl.state.troubles.get("a")).toContain("This page made a mistake");
    expect(console.error).toHaveBeenCalledOnce();
  });
});

describe("reminders", () => {
  it("ring when the fact comes, until they are seen", async () => {
    const w = world();
    await w.live();
    w.last().say(fact(2, "came_due", aTask("a")));
    expect(w.ctrl.state.list.rings.map((r) => r.task)).toEqual(["a"]);
    w.ctrl.seen("a");
    expect(w.ctrl.state.list.rings).toEqual([]);
  });
});

describe("what was said before", () => {
  const turn = (number: number, more: Partial<ChatTurn> = {}): ChatTurn => ({
    number, id: `m${number}`, at: new Date(number * 1000).toISOString(), text: `say ${number}`,
    answer: { reply: `reply ${number}`, intent: "list", tasks: [], version: 1 }, tasks: [], ...more,
  });

  it("is there when the page is, with the tasks that are still on the list", async () => {
    const w = world();
    w.calls.turns.mockResolvedValueOnce({ turns: [turn(1), turn(2, { tasks: ["gone", "a"] })], more: false });
    await w.live();
    expect(w.ctrl.state.talk.map((m) => m.text)).toEqual(["say 1", "say 2"]);
    expect(w.fate(1)).toEqual({ is: "answered", reply: { text: "reply 2", intent: "list", version: 1, tasks: [aTask("a")], more: 0 } });
    expect(w.kept.at(-1)).toEqual(w.ctrl.state.talk);
  });
  it("is put between what only this tab knows, and answers what had no answer here", async () => {
    const said = { text: "mine", fate: { is: "failed", words: "Errand cannot be reached." } } as const;
    const w = world({ talk: [{ id: "m1", at: 1000, ...said }, { id: "only-here", at: 1500, ...said }] });
    w.calls.turns.mockResolvedValueOnce({ turns: [turn(1), turn(2)], more: false });
    await w.live();
    expect(w.ctrl.state.talk.map((m) => [m.id, m.fate.is])).toEqual([["m1", "answered"], ["only-here", "failed"], ["m2", "answered"]]);
  });
  it("stands in the server's order, whatever the clock here says", async () => {
    const fast = 600_000; // this clock is ten minutes fast
    const fate = { is: "answered", reply: { text: "ok", intent: "add", tasks: [], more: 0 } } as const;
    const w = world({ talk: [{ id: "m1", text: "here", at: 1000 + fast, fate }, { id: "lost", text: "here", at: 1500 + fast, fate: { is: "failed", words: "No." } }] });
    w.calls.turns.mockResolvedValueOnce({ turns: [turn(1), turn(2)], more: false });
    await w.live();
    expect(w.ctrl.state.talk.map((m) => m.id)).toEqual(["m1", "m2", "lost"]);
  });
  it("stays before what was said since, though the clock here is slow", async () => {
    const slow = -600_000;
    const w = world();
    w.calls.turns.mockResolvedValueOnce({ turns: [turn(3), turn(4)], more: true }).mockResolvedValueOnce({ turns: [turn(1), turn(2)], more: false });
    await w.live();
    vi.setSystemTime(5000 + slow);
    w.ctrl.send("now");
    await w.soon();
    await w.ctrl.earlier();
    expect(w.ctrl.state.talk.map((m) => m.id)).toEqual(["m1", "m2", "m3", "m4", "id1"]);
  });
  it("is fetched page by page as the person scrolls up, one page at a time", async () => {
    const w = world();
    const turns = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => turn(from + i));
    w.calls.turns.mockResolvedValueOnce({ turns: turns(61, 110), more: true }).mockResolvedValueOnce({ turns: turns(11, 60), more: true })
      .mockRejectedValueOnce(away()).mockResolvedValueOnce({ turns: turns(1, 10), more: false });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await w.live();
    const first = () => [w.ctrl.state.talk[0]?.id, w.ctrl.state.talk.length, w.ctrl.state.earlier];
    expect(first()).toEqual(["m61", 50, "some"]);
    void w.ctrl.earlier();
    expect(w.ctrl.state.earlier).toBe("fetching");
    await w.ctrl.earlier(); // under way: not asked twice
    await w.soon();
    expect(first()).toEqual(["m11", 100, "some"]);
    await w.ctrl.earlier(); // fails, and may be asked again
    expect(first()).toEqual(["m11", 100, "some"]);
    await w.ctrl.earlier();
    expect(first()).toEqual(["m1", 110, "none"]);
    await w.ctrl.earlier();
    expect(w.calls.turns.mock.calls).toEqual([[], [61], [11], [11]]);
  });
  it("has its corrections", async () => {
    const w = world();
    const correction = { message: "m1", literal: [{ from: 0, to: 3 }] };
    w.calls.turns.mockResolvedValueOnce({ turns: [turn(1), turn(2, { answer: { reply: "x", intent: "add", tasks: [], version: 1, correction } })], more: false });
    await w.live();
    expect([w.ctrl.state.talk[1]?.correction, [...corrected(w.ctrl.state.talk)]]).toEqual([correction, ["m1"]]);
  });
  it("is not missed when it cannot be read", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const w = world({ talk: [{ id: "m1", text: "mine", at: 1000, fate: { is: "failed", words: "No." } }] });
    w.calls.turns.mockRejectedValueOnce(away());
    await w.live();
    expect(w.ctrl.state.talk).toHaveLength(1);
    expect(w.ctrl.state.line).toBe("live");
    expect(warn).toHaveBeenCalledOnce();
  });
});
