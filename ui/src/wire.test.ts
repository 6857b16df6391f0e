import { describe, expect, it } from "vitest";
import { aFact, aListFact, aTask, cloudEvent, t0 } from "./testing";
import * as wire from "./wire";

const full = {
  id: "a", title: "Buy milk", notes: "the *oat* one", due: { date: "2026-11-24", time: "17:00", timeZone: "Europe/Berlin" },
  dueAt: "2026-11-24T16:00:00Z", ringAt: "2026-11-24T16:00:00Z", priority: 2, labels: ["shop"], createdAt: t0, updatedAt: t0,
  completedAt: t0, cameDueAt: t0,
};

describe("a task", () => {
  it("is read with all its fields", () => expect(wire.task(full, "task")).toEqual(full));
  it("is read with the fewest", () => expect(wire.task(aTask("a"), "task")).toEqual(aTask("a")));
  it("is read with a time to the second", () => {
    const task = aTask("a", { due: { date: "2026-11-24", time: "17:00:05" } });
    expect(wire.task(task, "task")).toEqual(task);
  });
  it("loses fields that are not known here", () => expect(wire.task({ ...aTask("a"), mood: 1 }, "task")).toEqual(aTask("a")));
  it.each([
    ["task: expected an object", null],
    ["task: expected an object", []],
    ["task.id: expected text", { ...full, id: 7 }],
    ["task.title: expected text", { ...full, title: undefined }],
    ["task.createdAt: expected a moment in RFC 3339", { ...full, createdAt: "yesterday" }],
    ["task.due.date: expected a date", { ...full, due: { date: "24.11.2026" } }],
    ["task.due.time: expected a time of day", { ...full, due: { date: "2026-11-24", time: "5pm" } }],
    ["task.priority: expected a priority from 1 to 4", { ...full, priority: 5 }],
    ["task.priority: expected a whole number", { ...full, priority: 1.5 }],
    ["task.labels[1]: expected text", { ...full, labels: ["a", {}] }],
    ["task.completedAt: expected text", { ...full, completedAt: null }],
  ])("is refused: %s", (words, value) => expect(() => wire.task(value, "task")).toThrow(words));
});

describe("an answer to a message", () => {
  const reply = {
    reply: "Added.", intent: "add", version: 3, tasks: [], confirm: true, choices: ["a", "b"], undo: ["m-0"], redo: false,
    spans: [{ slot: "due_date", from: 0, to: 6, says: "Friday", literal: true }], doubt: { says: "Near.", other: "Monday" },
    correction: { message: "m", literal: [{ from: 0, to: 6 }], other: true },
  };
  it("is read with all its fields", () => expect(wire.chatReply({ ...reply, slots: {} }, "reply")).toEqual(reply));
  it("counts an emoji as a browser does", () => {
    const { spans } = wire.chatReply({ ...reply, spans: [{ slot: "due_date", from: 8, to: 14 }] }, "reply");
    expect("🥛 call friday tomorrow".slice(spans![0]!.from, spans![0]!.to)).toBe("friday");
  });
  it.each([
    ["reply.spans[0].from: expected a whole number", { spans: [{ slot: "x", from: -1, to: 2 }] }],
    ["reply.undo[0]: expected text", { undo: [7] }],
    ["reply.doubt.other: expected text", { doubt: { says: "x" } }],
    ["reply.correction.message: expected text", { correction: {} }],
  ])("is refused: %s", (words, more) => expect(() => wire.chatReply({ ...reply, ...more }, "reply")).toThrow(words));
});

describe("answers", () => {
  it("lists name the task that is wrong", () => {
    expect(() => wire.taskList({ version: 1, tasks: [aTask("a"), { id: "b" }] }, "list")).toThrow("list.tasks[1].title: expected text");
  });
  it.each([-1, 1.5, "7", 2 ** 53, null])("a version is a whole number, not %s", (version) => {
    expect(() => wire.versioned({ version }, "done")).toThrow("done.version: expected a whole number");
  });
  it("a chat reply keeps what the page uses", () => {
    const reply = { reply: "Added.", intent: "add", tasks: [aTask("a")], version: 3 };
    expect(wire.chatReply({ ...reply, slots: { x: 1 } }, "chat")).toEqual(reply);
  });
  it("a problem keeps its field", () => {
    const problem = { type: "about:blank", title: "No", status: 422, code: "empty_title", detail: "A task needs a title.", field: "title" };
    expect(wire.problem(problem, "problem")).toEqual(problem);
  });
});

describe("frames", () => {
  const read = (value: unknown) => wire.frame(JSON.stringify(value));

  it("hello, resync and ping", () => {
    expect(read({ type: "hello", version: 7 })).toEqual({ type: "hello", version: 7 });
    expect(read({ type: "resync", version: 0 })).toEqual({ type: "resync", version: 0 });
    expect(read({ type: "ping" })).toEqual({ type: "ping" });
  });
  it("a fact, with its task", () => {
    expect(read({ type: "fact", version: 4, fact: cloudEvent(4, "added", "a", aTask("a")) })).toEqual({
      type: "fact",
      version: 4,
      fact: { version: 4, type: "errand.task.added", subject: "a", time: t0, task: aTask("a") },
    });
  });
  it("a fact without a task", () => {
    const frame = read({ type: "fact", version: 5, fact: cloudEvent(5, "removed", "a") });
    expect(frame.type === "fact" && "task" in frame.fact).toBe(false);
  });
  it("a fact about the list has neither a subject nor a task", () => {
    const { subject: _, ...settings } = { ...cloudEvent(6, "", "a"), type: "errand.settings.changed" };
    expect(read({ type: "fact", version: 6, fact: settings })).toEqual({ type: "fact", version: 6, fact: aListFact(6) });
  });
  it("a fact of a task that waits for its date tells that it is not on the list", () => {
    const repeat = { rrule: "FREQ=DAILY", strict: true, series: "a", serial: 2 };
    const told = (task: object) => read({ type: "fact", version: 5, fact: cloudEvent(5, "added", "a-2", { ...aTask("a-2"), ...task }) });
    expect(told({ repeat: { ...repeat, opensAt: t0 } })).toEqual({ type: "fact", version: 5, fact: aFact(5, "added", "a-2") });
    expect(told({ repeat })).toHaveProperty("fact.task.id", "a-2");
  });
  it("a fact of a type from the future", () => {
    expect(read({ type: "fact", version: 5, fact: cloudEvent(5, "painted", "a", aTask("a")) })).toHaveProperty("fact.task");
  });
  it.each([
    ["frame: expected JSON", "{"],
    ["frame: expected an object", "[]"],
    ["frame.type: expected hello, fact, resync or ping", '{"type":"bye"}'],
    ["frame.version: expected a whole number", '{"type":"hello"}'],
    ["frame.fact: expected an object", '{"type":"fact","version":1}'],
    ['frame.fact.specversion: expected "1.0"', '{"type":"fact","version":1,"fact":{"specversion":"0.3"}}'],
    ["frame.version: expected the fact's version, 4", JSON.stringify({ type: "fact", version: 5, fact: cloudEvent(4, "removed", "a") })],
    ["frame.fact.data.task.id: expected the fact's subject", JSON.stringify({ type: "fact", version: 4, fact: cloudEvent(4, "added", "a", aTask("b")) })],
  ])("refused: %s", (words, raw) => expect(() => wire.frame(raw)).toThrow(words));
});
