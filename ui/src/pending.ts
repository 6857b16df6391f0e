// What a person did to a task and the server has not told back yet. It is laid
// over the list for the eye only, never folded in: the server's fact is what
// changes the list. Pure.

import type { Task } from "./wire";

export type Change =
  | { readonly kind: "complete" }
  | { readonly kind: "reopen" }
  | { readonly kind: "rename"; readonly title: string }
  | { readonly kind: "remove" };

export interface Pending {
  /** The command's id, the same each time it is sent. */
  readonly id: string;
  readonly task: string;
  readonly change: Change;
  /** When it was done here, RFC 3339. */
  readonly at: string;
  /** The list's version after it, once the server has answered. */
  readonly version?: number;
}

/** A task as it is drawn. */
export interface Shown {
  readonly task: Task;
  /** Done here, and not answered for yet. */
  readonly pending: boolean;
}

/** The list with the pending changes laid over it, in the list's order. */
export function overlay(tasks: ReadonlyMap<string, Task>, pendings: readonly Pending[]): Shown[] {
  const over = new Map<string, Pending[]>();
  for (const p of pendings) over.set(p.task, [...(over.get(p.task) ?? []), p]);
  const shown: Shown[] = [];
  for (const task of tasks.values()) {
    const changes = over.get(task.id);
    const after = changes ? changes.reduce<Task | undefined>(change, task) : task;
    if (after) shown.push({ task: after, pending: changes?.some((p) => p.version === undefined) ?? false });
  }
  return shown;
}

function change(task: Task | undefined, { change, at }: Pending): Task | undefined {
  if (!task) return undefined;
  switch (change.kind) {
    case "complete":
      return { ...task, completedAt: at };
    case "reopen": {
      const { completedAt: _, ...open } = task;
      return open;
    }
    case "rename":
      return { ...task, title: change.title };
    case "remove":
      return undefined;
  }
}

/** The server has answered: from this version on the list itself shows the change. */
export const answered = (pendings: readonly Pending[], id: string, version: number): readonly Pending[] =>
  pendings.map((p) => (p.id === id ? { ...p, version } : p));

/** Leaves out what the list at this version shows by itself. */
export function settle(pendings: readonly Pending[], version: number): readonly Pending[] {
  const left = pendings.filter((p) => p.version === undefined || p.version > version);
  return left.length === pendings.length ? pendings : left;
}

export const withdraw = (pendings: readonly Pending[], id: string): readonly Pending[] =>
  pendings.filter((p) => p.id !== id);
