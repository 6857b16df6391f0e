// What tests share: tasks, facts and chance that can be repeated.

import type { Fact, Frame, Task } from "./wire";

export const t0 = "2026-11-23T08:00:00Z";

export const aTask = (id: string, more: Partial<Task> = {}): Task => ({ id, title: `Task ${id}`, createdAt: t0, updatedAt: t0, ...more });

/** A fact as it is on the wire. */
export const cloudEvent = (version: number, type: string, subject: string, task?: Task) => ({
  specversion: "1.0",
  id: `local/${version}`,
  source: "/errand/tasklist",
  type: `errand.task.${type}`,
  subject,
  time: t0,
  datacontenttype: "application/json",
  partitionkey: "local",
  data: { list: "local", version, command: `c${version}`, change: {}, ...(task ? { task } : {}) },
});

/** The same as the page knows it. */
export const aFact = (version: number, type: string, subject: string, task?: Task): Fact => ({
  version,
  type: `errand.task.${type}`,
  subject,
  time: t0,
  ...(task ? { task } : {}),
});

/** A fact about the list: its settings were changed. */
export const aListFact = (version: number): Fact => ({ version, type: "errand.settings.changed", time: t0 });

export const factFrame = (fact: Fact): Frame => ({ type: "fact", version: fact.version, fact });

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A history of a list: its facts by version, and the list after each of them (states[0] is empty). */
export function history(length: number, chance: () => number): { facts: Fact[]; states: Map<string, Task>[] } {
  const facts: Fact[] = [];
  const states = [new Map<string, Task>()];
  for (let version = 1; version <= length; version++) {
    const tasks = new Map(states[version - 1]);
    const ids = [...tasks.keys()];
    const old = ids[Math.floor(chance() * ids.length)];
    const roll = chance();
    let fact: Fact;
    if (roll < 0.05) {
      fact = aListFact(version);
    } else if (old === undefined || roll < 0.4) {
      fact = aFact(version, "added", `t${version}`, aTask(`t${version}`));
    } else if (roll < 0.55) {
      fact = aFact(version, "removed", old);
    } else {
      const type = roll < 0.7 ? "renamed" : roll < 0.85 ? "completed" : "came_due";
      const task = { ...tasks.get(old)!, title: `Task at ${version}` };
      fact = aFact(version, type, old, type === "completed" ? { ...task, completedAt: t0 } : task);
    }
    if (fact.subject !== undefined) {
      if (fact.task) tasks.set(fact.subject, fact.task);
      else tasks.delete(fact.subject);
    }
    facts.push(fact);
    states.push(tasks);
  }
  return { facts, states };
}
