// Every fact that was ever published, as the list's own rules made it, is
// read and folded here.

import { describe, expect, it } from "vitest";
import { reduce, type Snapshot, unknown } from "./reduce";
import * as wire from "./wire";

const files = import.meta.glob<unknown>("../../actors/tasklist/contract/testdata/v*/*.json", { eager: true, import: "default" });

/** The frames of one folder, which is the history of one list. */
const history = (folder: string): wire.Frame[] =>
  Object.entries(files)
    .filter(([path]) => path.includes(`/testdata/${folder}/`))
    .map(([, fact]) => wire.frame(JSON.stringify({ type: "fact", version: (fact as { data: { version: number } }).data.version, fact })))
    .sort((a, b) => ("version" in a && "version" in b ? a.version - b.version : 0));

const empty: Snapshot = { type: "snapshot", version: 0, tasks: [], asked: 1, since: 0 };

describe("the published facts", () => {
  it.each([
    ["v1", []],
    ["v2", ["shop", "task-1", "task-1-r8-2", "water-2", "water-2_1"]],
  ])("%s leaves these tasks on the list: %j", (folder, left) => {
    const frames = history(folder);
    const s = frames.reduce(reduce, reduce(unknown, empty));
    expect([s.version, [...s.tasks.keys()].sort()]).toEqual([frames.length, left]);
  });
  it("an occurrence that waits is not on the list", () => {
    const to = (version: number) => history("v2").slice(0, version).reduce(reduce, reduce(unknown, empty)).tasks;
    expect([to(23).has("water-2"), to(24).has("water-2")]).toEqual([false, true]);
  });
});
