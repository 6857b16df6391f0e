import { describe, expect, it } from "vitest";
import { type Input, type ListState, loaded, maxHeld, maxRings, reduce, type Snapshot, unknown, wantsResync } from "./reduce";
import { aFact, aListFact, aTask, dice, factFrame, history, t0 } from "./testing";
import type { Task } from "./wire";

const snapshot = (s: ListState, version: number, tasks: Iterable<Task>): Snapshot => ({
  type: "snapshot", version, tasks: [...tasks], asked: s.asked, since: s.version,
});
const run = (s: ListState, ...inputs: Input[]) => inputs.reduce(reduce, s);
const fetched = (version: number, ...tasks: Task[]) => reduce(unknown, snapshot(unknown, version, tasks));

describe("facts", () => {
  it("a list that was never fetched wants to be", () => {
    expect(wantsResync(unknown)).toBe(true);
    expect(loaded(unknown)).toBe(false);
    expect(loaded(fetched(0))).toBe(true);
  });
  it("the next one replaces its task, and one without a task removes it", () => {
    const s = run(fetched(1, aTask("a")), factFrame(aFact(2, "renamed", "a", aTask("a", { title: "New" }))));
    expect([s.version, s.tasks.get("a")?.title]).toEqual([2, "New"]);
    expect(run(s, factFrame(aFact(3, "removed", "a"))).tasks.size).toBe(0);
  });
  it("one about the list changes its version only", () => {
    const s = run(fetched(1, aTask("a")), factFrame(aFact(2, "came_due", "a", aTask("a"))));
    expect(run(s, factFrame(aListFact(3)))).toEqual({ ...s, version: 3 });
  });
  it("a sub-task that is done stays", () => {
    const s = fetched(1, aTask("a"), aTask("b"));
    expect([...run(s, factFrame(aFact(2, "completed", "b", aTask("b", { completedAt: t0 })))).tasks.keys()]).toEqual(["a", "b"]);
  });
  it("a known one is the very same state", () => {
    const s = fetched(5, aTask("a"));
    expect(reduce(s, factFrame(aFact(5, "removed", "a")))).toBe(s);
  });
  it("one past a gap is held, and a resync asked for once", () => {
    const s = run(fetched(1), factFrame(aFact(3, "added", "c", aTask("c"))));
    expect([s.version, s.held.length, wantsResync(s)]).toEqual([1, 1, true]);
    expect(run(s, factFrame(aFact(4, "added", "d", aTask("d")))).asked).toBe(s.asked);
  });
  it("held ones follow once the gap is filled", () => {
    const s = run(fetched(1), factFrame(aFact(3, "added", "c", aTask("c"))), factFrame(aFact(2, "added", "b", aTask("b"))));
    expect([s.version, s.held.length, [...s.tasks.keys()]]).toEqual([3, 0, ["b", "c"]]);
  });
  it("more held than the bound are let go, and asked for again", () => {
    let s = fetched(1);
    for (let v = 3; v < 3 + maxHeld; v++) s = reduce(s, factFrame(aFact(v, "added", `t${v}`, aTask(`t${v}`))));
    const before = s.asked;
    s = reduce(s, factFrame(aFact(3 + maxHeld, "added", "x", aTask("x"))));
    expect([s.held.length, s.asked]).toEqual([maxHeld, before + 1]);
  });
  it("does not change what it was given", () => {
    const s = fetched(1, aTask("a"));
    const before = structuredClone(s);
    run(s, factFrame(aFact(2, "removed", "a")), factFrame(aFact(4, "came_due", "a", aTask("a"))), { type: "resync", version: 9 });
    expect(s).toEqual(before);
  });
});

describe("snapshots", () => {
  it("one that facts have overtaken is left", () => {
    const s = fetched(1);
    const late = snapshot(s, 1, []);
    const next = run(s, factFrame(aFact(2, "added", "b", aTask("b"))), late);
    expect([next.version, [...next.tasks.keys()]]).toEqual([2, ["b"]]);
  });
  it("one asked for before a resync frame does not meet it", () => {
    const s = fetched(1);
    const early = snapshot(s, 1, []);
    expect(wantsResync(run(s, { type: "resync", version: 3 }, early))).toBe(true);
  });
  it("one that leaves a gap asks again", () => {
    const s = run(fetched(1), factFrame(aFact(9, "added", "i", aTask("i"))));
    expect(wantsResync(reduce(s, snapshot(s, 5, [])))).toBe(true);
    expect(wantsResync(reduce(s, snapshot(s, 8, [])))).toBe(false);
  });
  it("a server that began anew is followed", () => {
    const s = run(fetched(50, aTask("old")), { type: "hello", version: 2 });
    expect(wantsResync(s)).toBe(true);
    const next = reduce(s, snapshot(s, 2, [aTask("new")]));
    expect([next.version, [...next.tasks.keys()]]).toEqual([2, ["new"]]);
    expect(wantsResync(next), "once more, for facts that were taken for old ones").toBe(true);
    expect(wantsResync(reduce(next, snapshot(next, 3, [])))).toBe(false);
  });
  it("hello with a newer version waits for the facts", () => {
    expect(wantsResync(reduce(fetched(5), { type: "hello", version: 9 }))).toBe(false);
  });
});

describe("rings", () => {
  const due = (v: number, id: string) => factFrame(aFact(v, "came_due", id, aTask(id)));
  it("a task rings once it came due, until it is seen", () => {
    const s = run(fetched(0), due(1, "a"));
    expect(s.rings).toEqual([{ task: "a", version: 1 }]);
    expect(reduce(s, { type: "seen", task: "a" }).rings).toEqual([]);
  });
  it.each(["completed", "removed", "due_set", "due_cleared", "snoozed", "skipped", "reverted"])("%s ends it", (type) => {
    const gone = type === "removed" || type === "skipped";
    expect(run(fetched(0), due(1, "a"), factFrame(aFact(2, type, "a", gone ? undefined : aTask("a")))).rings).toEqual([]);
  });
  it.each(["renamed", "edited", "moved", "repeats"])("%s does not", (type) => {
    expect(run(fetched(0), due(1, "a"), factFrame(aFact(2, type, "a", aTask("a")))).rings).toEqual([{ task: "a", version: 1 }]);
  });
  it("a repeat does not ring twice, and one that rings again rings once", () => {
    expect(run(fetched(0), due(1, "a"), due(1, "a"), due(2, "a")).rings).toEqual([{ task: "a", version: 2 }]);
  });
  it("only the newest few ring", () => {
    const s = run(fetched(0), ...["a", "b", "c", "d", "e"].map((id, i) => due(i + 1, id)));
    expect(s.rings.map((r) => r.task)).toEqual(["b", "c", "d", "e"].slice(-maxRings));
  });
  it("a snapshot in which it is done or gone ends it", () => {
    const s = run(fetched(0), due(1, "a"), due(2, "b"), due(3, "c"), { type: "resync", version: 9 });
    const next = reduce(s, snapshot(s, 9, [aTask("a"), aTask("b", { completedAt: "2026-11-23T09:00:00Z" })]));
    expect(next.rings.map((r) => r.task)).toEqual(["a"]);
  });
});

// The law: whatever is delivered, in whatever order and however often, the
// list is always one that the server's list was, and it is the newest, or a
// resync is asked for, or nothing newer was delivered.
describe("any delivery", () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))("seed %i", (seed) => {
    const chance = dice(seed);
    const { facts, states } = history(1 + Math.floor(chance() * 40), chance);
    const start = Math.floor(chance() * states.length);
    let s = fetched(start, ...states[start]!.values());
    let told = start; // how far the server's list has come
    let newest = start; // the newest fact that was delivered
    const inFlight: Snapshot[] = [];
    const check = () => {
      expect(new Map(s.tasks), `a list of version ${s.version}`).toEqual(states[s.version]);
      expect(s.version === newest || s.version > newest || wantsResync(s), `at ${s.version}, heard ${newest}`).toBe(true);
    };
    for (let step = 0; step < 120; step++) {
      const roll = chance();
      if (roll < 0.3) told = Math.min(facts.length, told + 1 + Math.floor(chance() * 3));
      else if (roll < 0.75 && told > 0) {
        // Lost, repeated and reordered: any fact told so far, mostly a late one.
        const at = Math.max(0, told - 1 - Math.floor(chance() ** 2 * 12));
        s = reduce(s, factFrame(facts[at]!));
        newest = Math.max(newest, at + 1);
      } else if (roll < 0.8) s = reduce(s, { type: "resync", version: told });
      else if (roll < 0.85) s = reduce(s, { type: "hello", version: told });
      else if (roll < 0.95) inFlight.push(snapshot(s, told, states[told]!.values()));
      else {
        const [arrived] = inFlight.splice(Math.floor(chance() * inFlight.length), 1); // in any order
        if (arrived) s = reduce(s, arrived);
      }
      check();
    }
    for (let tries = 0; wantsResync(s); tries++) {
      expect(tries, "asks without end").toBeLessThan(4);
      s = reduce(s, snapshot(s, told, states[told]!.values()));
    }
    check();
    for (const fact of facts) s = reduce(s, factFrame(fact));
    expect([s.version, s.held.length, wantsResync(s)]).toEqual([facts.length, 0, false]);
    expect(new Map(s.tasks)).toEqual(states.at(-1));
  });
});
