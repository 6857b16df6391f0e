import { describe, expect, it } from "vitest";
import { groupOf, groups, type Here, sayDayOf, sayDue, sayDueInFull, sayToday } from "./due";
import { aTask } from "./testing";

// A Sunday, 10:00 in Berlin.
const here: Here = { now: Date.parse("2025-11-30T09:00:00Z"), zone: "Europe/Berlin" };
const timeZone = "Europe/Berlin";
const due = (date: string, time?: string, more = {}) => aTask("a", { due: { date, timeZone, ...(time ? { time } : {}) }, ...more });

describe("due, as a person says it", () => {
  it.each([
    ["Today", due("2025-11-30")],
    ["Today 17:00", due("2025-11-30", "17:00")],
    ["Today 17:00", due("2025-11-30", "17:00:30")],
    ["Tomorrow 17:00", due("2025-12-01", "17:00")],
    ["Yesterday", due("2025-11-29")],
    ["Tuesday 08:30", due("2025-12-02", "08:30")],
    ["Saturday", due("2025-12-06")],
    ["Sun 7 Dec", due("2025-12-07")],
    ["Fri 28 Nov 12:00", due("2025-11-28", "12:00")],
    ["Fri 2 Jan", due("2026-01-02")],
    ["5 May 2026 09:00", due("2026-05-05", "09:00")],
    ["31 Dec 2023", due("2023-12-31")],
    ["2025-99-99", due("2025-99-99")],
  ])("%s", (said, task) => expect(sayDue(task, here)).toBe(said));

  it.each([
    ["Today", "2025-11-30T08:00:00Z"],
    ["Yesterday", "2025-11-28T23:30:00Z"], // in Berlin
    ["Friday", "2025-11-28T12:00:00Z"],
    ["Monday", "2025-11-24T12:00:00Z"],
    ["Sun 23 Nov", "2025-11-23T12:00:00Z"],
    ["5 May 2024", "2024-05-05T12:00:00Z"],
  ])("%s was said at %s", (day, at) => expect(sayDayOf(Date.parse(at), here)).toBe(day));

  it("nothing without a date", () => expect(sayDue(aTask("a"), here)).toBeUndefined());
  it("in full", () => expect(sayDueInFull(due("2025-12-05", "17:00"), here)).toBe("Friday 5 December 2025 at 17:00"));
  it("a time elsewhere is said on this wall clock", () => {
    const tokyo = aTask("a", { due: { date: "2025-12-01", time: "07:00", timeZone: "Asia/Tokyo" }, dueAt: "2025-11-30T22:00:00Z" });
    expect(sayDue(tokyo, here)).toBe("Today 23:00");
  });
  it("a whole day elsewhere is the same day", () => {
    const auckland = aTask("a", { due: { date: "2025-12-01", timeZone: "Pacific/Auckland" }, dueAt: "2025-11-30T20:00:00Z" });
    expect(sayDue(auckland, here)).toBe("Tomorrow");
  });
  it("today is the viewer's", () => {
    expect(sayToday(here)).toBe("Sunday 30 November");
    expect(sayToday({ ...here, zone: "Pacific/Kiritimati" })).toBe("Sunday 30 November");
    expect(sayToday({ now: Date.parse("2025-11-30T23:30:00Z"), zone: "Europe/Berlin" })).toBe("Monday 1 December");
  });
});

describe("groups", () => {
  it.each([
    ["Overdue", due("2025-11-29")],
    ["Overdue", due("2025-11-30", "09:59", { dueAt: "2025-11-30T08:59:00Z" })],
    ["Overdue", due("2025-11-30", "10:00")],
    ["Today", due("2025-11-30", "10:01")],
    ["Today", due("2025-11-30", undefined, { dueAt: "2025-11-30T08:00:00Z" })],
    ["Upcoming", due("2025-12-01")],
    ["No date", aTask("a")],
    ["Done", due("2025-11-29", undefined, { completedAt: "2025-11-30T08:00:00Z" })],
  ])("%s", (group, task) => expect(groupOf(task, here)).toBe(group));

  it("are in the order to do things in", () => {
    const tasks = [
      due("2025-12-03", undefined, { id: "3" }), due("2025-12-01", "17:00", { id: "1" }), due("2025-12-01", undefined, { id: "2" }),
      aTask("low", { priority: 4 }), aTask("none"), aTask("urgent", { priority: 1 }),
      aTask("first", { completedAt: "2025-11-30T08:00:00Z" }), aTask("last", { completedAt: "2025-11-30T08:30:00Z" }),
    ];
    const g = groups(tasks.map((task) => ({ task, pending: false })), here);
    const ids = Object.fromEntries(Object.entries(g).map(([name, shown]) => [name, shown.map((s) => s.task.id).join(" ")]));
    expect(ids).toEqual({ Overdue: "", Today: "", Upcoming: "1 2 3", "No date": "urgent low none", Done: "last first" });
  });
});
