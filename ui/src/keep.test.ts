import { describe, expect, it, vi } from "vitest";
import { keep } from "./keep";
import { answer, maxCards, maxMessages, meet, say, takeBack, type Talk } from "./talk";
import { aTask } from "./testing";

const shelf = () => {
  const kept = new Map<string, string>();
  return { getItem: (k: string) => kept.get(k) ?? null, setItem: (k: string, v: string) => void kept.set(k, v) };
};

describe("the conversation", () => {
  it("is bounded", () => {
    let talk: Talk = [];
    for (let i = 0; i < maxMessages + 20; i++) talk = say(talk, `m${i}`, "hello", i);
    expect([talk.length, talk[0]?.id]).toEqual([maxMessages, "m20"]);
  });
  it("keeps a few tasks beside a reply", () => {
    const tasks = Array.from({ length: 8 }, (_, i) => aTask(`t${i}`));
    const fate = answer({ reply: "Here", intent: "list", version: 1, tasks });
    expect(fate).toMatchObject({ is: "answered", reply: { more: 8 - maxCards } });
  });
  it("comes back after a reload, and what had no answer waits for one", () => {
    const storage = shelf();
    let talk = say(say(say([], "a", "one", 1), "b", "two", 2), "c", "three", 3);
    talk = meet(talk, "a", answer({ reply: "Added.", intent: "add", version: 1, tasks: [aTask("t")] }));
    talk = meet(talk, "b", { is: "retrying", words: "away" });
    keep(storage).save(meet(talk, "c", { is: "failed", words: "away" }));
    expect(keep(storage).load().map((m) => [m.id, m.text, m.fate.is])).toEqual([
      ["a", "one", "answered"], ["b", "two", "sending"], ["c", "three", "failed"],
    ]);
    expect(keep(storage).load()[0]).toEqual(talk[0]);
  });
  it("has its chips, its corrections and what was undone; what was on its way may be asked again", () => {
    const storage = shelf();
    const range = { from: 9, to: 15 };
    let talk = say(say([], "a", "buy milk friday", 1), "b", "buy milk friday", 2, { message: "a", literal: [range] });
    const reply = {
      reply: "Added.", intent: "add", version: 1, tasks: [], undo: ["a-0"], doubt: { says: "Near.", other: "Monday" }, confirm: true, choices: ["x"], redo: true,
      spans: [{ slot: "due_date", ...range, says: "Friday 27 Nov", literal: true }],
    };
    talk = meet(meet(talk, "a", answer(reply)), "b", answer(reply));
    talk = takeBack(talk, "a", { is: "undone", version: 4 });
    talk = say(talk, "c", "yes", 3, undefined, "b"); // by a button
    keep(storage).save(talk);
    expect(keep(storage).load()).toEqual(talk);
    keep(storage).save(takeBack(talk, "a", { is: "undoing" }));
    expect(keep(storage).load()[0]?.fate).toMatchObject({ reply: { back: undefined } });
    const refused = takeBack(talk, "a", { is: "refused", words: "Changed since.", redo: true });
    keep(storage).save(refused);
    expect(keep(storage).load()).toEqual(refused);
    const inPart = takeBack(talk, "a", { is: "undoing" }, 1);
    keep(storage).save(inPart);
    expect(keep(storage).load()[0]?.fate).toMatchObject({ reply: { back: undefined, undone: 1 } });
  });
  it.each(["{", "[{}]", '[{"id":"a b","text":"x","at":1,"fate":{"is":"sending"}}]', '[{"id":"a","text":"x","at":1,"fate":{"is":"lost"}}]'])(
    "begins anew when what was kept is broken: %s",
    (raw) => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
      expect(keep({ getItem: () => raw, setItem: () => {} }).load()).toEqual([]);
      expect(warn).toHaveBeenCalledOnce();
      warn.mockRestore();
    },
  );
  it("goes on where nothing can be kept", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const full = { getItem: () => null, setItem: () => { throw new Error("full"); } };
    keep(full).save(say([], "a", "x", 1));
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
    keep(undefined).save([]);
    expect(keep(undefined).load()).toEqual([]);
  });
});
