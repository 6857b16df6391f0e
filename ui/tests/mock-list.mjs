// The list behind the mock server: commands, facts, and enough English to talk
// to. Times are the machine's own; its rules are the real list's in small.

import { randomUUID } from "node:crypto";

const refuse = (code, problem, status = 422) => ({ status, code, problem });
const priorities = { "!urgent": 1, "!high": 2, "!medium": 3, "!low": 4 };

export class MockList {
  version = 0;
  tasks = new Map();
  onFact = () => {};
  /** Titles of all tasks ever added. */
  added = [];
  #ring = [];
  #size;
  #answers = new Map();
  #bells = new Map();

  constructor({ ring }) {
    this.#size = ring;
  }

  /** The frames after a version, or undefined when they are not all known. */
  after(since) {
    if (since > this.version) return undefined;
    if (since === this.version) return [];
    const first = this.#ring[0]?.version;
    return first !== undefined && first <= since + 1 ? this.#ring.filter((f) => f.version > since) : undefined;
  }

  forget() {
    this.#ring = [];
  }

  stop() {
    for (const bell of this.#bells.values()) clearTimeout(bell);
  }

  /** Does it once for a key; refusals may be asked again. */
  command(key, run, status = 200) {
    const known = this.#answers.get(key);
    if (known) return known;
    this.now = key;
    const answer = run();
    if (!answer.problem) this.#answers.set(key, { status, ...answer });
    return answer.problem ? answer : { status, ...answer };
  }

  add({ id = randomUUID(), title, ...rest }) {
    if (!title?.trim()) return refuse("empty_title", "A task needs a title.");
    const at = new Date().toISOString();
    const task = { id, title: title.trim(), ...rest, createdAt: at, updatedAt: at };
    if (rest.due) task.dueAt ??= new Date(`${rest.due.date}T${rest.due.time ?? "09:00"}`).toISOString();
    if (task.dueAt && Date.parse(task.dueAt) > Date.now()) this.#arm(task);
    this.added.push(task.title);
    return this.#tell("added", task, { title });
  }

  complete(id) {
    return this.#change(id, "completed", (t) => !t.completedAt && { ...t, completedAt: new Date().toISOString() });
  }

  reopen(id) {
    return this.#change(id, "reopened", ({ completedAt, ...t }) => completedAt && t);
  }

  rename(id, title) {
    if (!title?.trim()) return refuse("empty_title", "A task needs a title.");
    if (title.length > 500) return refuse("title_too_long", "A title has at most 500 characters.");
    return this.#change(id, "renamed", (t) => t.title !== title && { ...t, title });
  }

  setDue(id, due) {
    return this.#change(id, due ? "due_set" : "due_cleared", ({ due: _, dueAt: __, ...t }) => (due ? { ...t, due } : t));
  }

  remove(id) {
    const task = this.tasks.get(id);
    if (!task) return refuse("unknown_task", "There is no such task.", 404);
    return this.#tell("removed", task, {});
  }

  ring(id) {
    return this.#change(id, "came_due", (t) => !t.completedAt && { ...t, cameDueAt: new Date().toISOString() });
  }

  chat(text, timeZone) {
    const said = text.trim();
    const [, verb, name] = /^(done|finish|delete|remove)\s+(.+)$/i.exec(said) ?? [];
    if (verb) {
      const task = [...this.tasks.values()].find((t) => !t.completedAt && t.title.toLowerCase().includes(name.toLowerCase()));
      if (!task) return this.#say("unknown", `I found nothing like “${name}” on your list.`);
      const gone = /delete|remove/i.test(verb);
      const { body } = gone ? this.remove(task.id) : this.complete(task.id);
      return this.#say(gone ? "delete" : "complete", gone ? `Deleted “${task.title}”.` : "Done. One thing less.", [body.task ?? task]);
    }
    if (/^(list|what)/i.test(said)) {
      const open = [...this.tasks.values()].filter((t) => !t.completedAt);
      return this.#say("list", open.length ? `You have ${open.length} things to do. These come first:` : "Nothing to do.", open);
    }
    if (/^(help|hello|hi)\b/i.test(said)) return this.#say("help", "Tell me what needs doing, and when:\n• “Call Mum tomorrow at 5pm”\n• “Done rent”\n• “What is on my list?”");
    if (said.length < 3) return this.#say("unknown", "I did not understand. Try “Buy milk tomorrow at 5pm”.");
    const task = this.add(parse(said, timeZone));
    return task.problem ? task : this.#say("add", task.body.task.due ? "I will remind you." : "It is on your list.", [task.body.task]);
  }

  #say(intent, reply, tasks = []) {
    return { body: { reply, intent, slots: {}, tasks, version: this.version } };
  }

  #change(id, type, make) {
    const task = this.tasks.get(id);
    if (!task) return refuse("unknown_task", "There is no such task.", 404);
    const next = make(task);
    if (!next) return { body: { version: this.version, task } };
    return this.#tell(type, { ...next, updatedAt: new Date().toISOString() }, {});
  }

  #tell(type, task, change) {
    const version = ++this.version;
    const gone = type === "removed";
    if (gone) this.tasks.delete(task.id);
    else this.tasks.set(task.id, task);
    const fact = {
      specversion: "1.0", id: `local/${version}`, source: "/errand/tasklist", type: `errand.task.${type}`, subject: task.id,
      time: new Date().toISOString(), datacontenttype: "application/json", partitionkey: "local",
      data: { list: "local", version, command: this.now ?? "wake", change, ...(gone ? {} : { task }) },
    };
    const frame = { type: "fact", version, fact };
    this.#ring = [...this.#ring, frame].slice(-this.#size);
    this.onFact(frame);
    return { body: gone ? { version } : { version, task } };
  }

  #arm({ id, dueAt }) {
    const bell = setTimeout(() => this.ring(id), Math.min(Date.parse(dueAt) - Date.now(), 2 ** 31 - 1));
    this.#bells.set(id, bell);
  }
}

function parse(text, timeZone) {
  let title = text;
  const take = (pattern) => {
    const found = pattern.exec(title);
    if (found) title = title.replace(found[0], " ").replace(/\s+/g, " ").trim();
    return found;
  };
  const labels = [];
  for (let l; (l = take(/#(\S+)/)); ) labels.push(l[1]);
  const priority = priorities[take(/!(urgent|high|medium|low)\b/i)?.[0].toLowerCase()];
  const seconds = take(/\bin (\d+) seconds?\b/i)?.[1];
  const day = take(/\b(today|tomorrow)\b/i)?.[1].toLowerCase();
  const clock = take(/\bat (\d{1,2})(?::(\d{2}))?\s*(am|pm)?\b/i);
  const at = new Date(Date.now() + (seconds ?? 0) * 1000 + (day === "tomorrow" ? 86_400_000 : 0));
  const date = at.toLocaleDateString("sv-SE");
  let due;
  if (seconds) due = { date, time: at.toTimeString().slice(0, 5), timeZone };
  else if (day || clock) {
    const hour = clock && (Number(clock[1]) % 12) + (clock[3]?.toLowerCase() === "pm" || (!clock[3] && Number(clock[1]) >= 12) ? 12 : 0);
    due = { date, timeZone, ...(clock ? { time: `${String(hour).padStart(2, "0")}:${clock[2] ?? "00"}` } : {}) };
  }
  return { title, ...(due && { due }), ...(seconds && { dueAt: at.toISOString() }), ...(priority && { priority }), ...(labels.length && { labels }) };
}
