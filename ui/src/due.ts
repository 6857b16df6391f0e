// When a task is due, as a person says it, and which group of the list it
// stands in. Pure: `now` and the viewer's time zone come in as values.

import type { Shown } from "./pending";
import type { Due, Task } from "./wire";

/** The viewer's moment: now in ms since 1970, in an IANA time zone. */
export interface Here {
  readonly now: number;
  readonly zone: string;
}

interface Wall {
  readonly date: string; // 2026-11-24
  readonly time?: string; // 17:00, of a due time never the seconds; absent: all day
}

const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
function wallOf(ms: number, zone: string): Wall & { time: string } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
    formats.set(zone, format);
  }
  const [date = "", time = ""] = format.format(ms).split(" ");
  return { date, time };
}

/** The due date on the viewer's own wall clock. A whole day is the same day everywhere. */
function wall(due: Due, dueAt: string | undefined, zone: string): Wall {
  if (due.time === undefined || due.time === "") return { date: due.date };
  if (dueAt === undefined || due.timeZone === zone) return { date: due.date, time: due.time.slice(0, 5) };
  return wallOf(Date.parse(dueAt), zone);
}

const dayNumber = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);

// Names of our own: a browser's differ by version ("Friday 5" or "Friday, 5").
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Names of a day of the calendar; undefined when there is no such day. */
function name(date: string): { day: string; month: string; number: number; year: number } | undefined {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return undefined;
  return { day: days[at.getUTCDay()]!, month: months[at.getUTCMonth()]!, number: at.getUTCDate(), year: at.getUTCFullYear() };
}

/** "Tomorrow 17:00", "Friday", "Fri 5 Dec", "5 Jan 2028"; nothing for a task that has no due date. */
export function sayDue(task: Task, here: Here): string | undefined {
  if (!task.due) return undefined;
  const { date, time } = wall(task.due, task.dueAt, here.zone);
  return [sayDay(date, wallOf(here.now, here.zone).date), time].filter(Boolean).join(" ");
}

function sayDay(date: string, today: string): string {
  const on = name(date);
  if (!on) return date; // show what was said
  const away = dayNumber(date) - dayNumber(today);
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  if (away === -1) return "Yesterday";
  if (away > 1 && away < 7) return on.day;
  const dayMonth = `${on.number} ${on.month.slice(0, 3)}`;
  const near = date.slice(0, 4) === today.slice(0, 4) || Math.abs(away) < 60;
  return near ? `${on.day.slice(0, 3)} ${dayMonth}` : `${dayMonth} ${on.year}`;
}

/** "Friday 5 December 2025 at 17:00", for those who want it in full. */
export function sayDueInFull(task: Task, here: Here): string | undefined {
  if (!task.due) return undefined;
  const { date, time } = wall(task.due, task.dueAt, here.zone);
  const on = name(date);
  const day = on ? `${on.day} ${on.number} ${on.month} ${on.year}` : date;
  return time ? `${day} at ${time}` : day;
}

/** "Sunday 23 November" */
export function sayToday({ now, zone }: Here): string {
  const on = name(wallOf(now, zone).date);
  return on ? `${on.day} ${on.number} ${on.month}` : "Today";
}

/** The day of a moment: "Today", "Friday", "Mon 16 Nov". */
export const sayDayOf = (ms: number, { now, zone }: Here): string => sayPast(wallOf(ms, zone).date, wallOf(now, zone).date);

function sayPast(date: string, today: string): string {
  const away = dayNumber(today) - dayNumber(date);
  return away > 1 && away < 7 ? (name(date)?.day ?? date) : sayDay(date, today);
}

export const groupNames = ["Overdue", "Today", "Upcoming", "No date", "Done"] as const;
export type GroupName = (typeof groupNames)[number];

export function groupOf(task: Task, here: Here): GroupName {
  if (task.completedAt) return "Done";
  if (!task.due) return "No date";
  const { date, time } = wall(task.due, task.dueAt, here.zone);
  const today = wallOf(here.now, here.zone);
  if (date < today.date) return "Overdue";
  if (date > today.date) return "Upcoming";
  const passed = time && (task.dueAt ? Date.parse(task.dueAt) <= here.now : time <= today.time);
  return passed ? "Overdue" : "Today";
}

/** The groups, each in the order to do things in; the done ones newest first. */
export function groups(shown: readonly Shown[], here: Here): Record<GroupName, Shown[]> {
  const out: Record<GroupName, Shown[]> = { Overdue: [], Today: [], Upcoming: [], "No date": [], Done: [] };
  for (const s of shown) out[groupOf(s.task, here)].push(s);
  const key = ({ task }: Shown) => `${task.due?.date ?? "9"} ${task.due?.time ?? "24"}`;
  const rank = ({ task }: Shown) => task.priority || 5;
  const byDue = (a: Shown, b: Shown) => compare(key(a), key(b)) || rank(a) - rank(b);
  for (const name of ["Overdue", "Today", "Upcoming"] as const) out[name].sort(byDue);
  out["No date"].sort((a, b) => rank(a) - rank(b));
  out.Done.sort((a, b) => compare(b.task.completedAt ?? "", a.task.completedAt ?? ""));
  return out;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
