import { expect, it } from "vitest";
import { answered, type Change, overlay, type Pending, settle, withdraw } from "./pending";
import { aTask, t0 } from "./testing";

const tasks = new Map([["a", aTask("a")], ["b", aTask("b", { completedAt: t0 })]]);
const p = (id: string, task: string, change: Change): Pending => ({ id, task, change, at: t0 });

it("lays each change over the task, and says that it waits", () => {
  expect(overlay(tasks, [p("1", "a", { kind: "complete" }), p("2", "b", { kind: "reopen" })])).toEqual([
    { task: aTask("a", { completedAt: t0 }), pending: true },
    { task: aTask("b"), pending: true },
  ]);
  expect(overlay(tasks, [p("1", "a", { kind: "rename", title: "New" })])[0]?.task.title).toBe("New");
  expect(overlay(tasks, [p("1", "a", { kind: "remove" }), p("2", "a", { kind: "rename", title: "x" })])).toHaveLength(1);
});

it("lays several over one task in their order", () => {
  const [first] = overlay(tasks, [p("1", "a", { kind: "complete" }), p("2", "a", { kind: "reopen" })]);
  expect(first?.task.completedAt).toBeUndefined();
});

it("leaves the list itself alone, and knows nothing of tasks that are gone", () => {
  overlay(tasks, [p("1", "a", { kind: "remove" }), p("2", "zzz", { kind: "complete" })]);
  expect(tasks.get("a")).toEqual(aTask("a"));
});

it("stays after its answer until the list has come so far", () => {
  let ps: readonly Pending[] = answered([p("1", "a", { kind: "complete" })], "1", 7);
  expect(overlay(tasks, ps)[0]).toEqual({ task: aTask("a", { completedAt: t0 }), pending: false });
  ps = settle(ps, 6);
  expect(ps).toHaveLength(1);
  expect(settle(ps, 7)).toHaveLength(0);
});

it("is put back when it failed", () => {
  expect(overlay(tasks, withdraw([p("1", "a", { kind: "complete" })], "1"))[0]).toEqual({ task: aTask("a"), pending: false });
});
