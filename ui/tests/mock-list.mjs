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
  /** What each command changed: the tasks before and after it. */
  #done = [];
  #undone = [];

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

  /** Takes a command back, whatever was done to other tasks since. */
  undo(command) {
    const at = this.#done.findLastIndex((d) => d.command === command);
    if (at < 0) return refuse("nothing_to_undo", "There is nothing to take back.");
    const [done] = this.#done.splice(at, 1);
    this.#undone.push(done);
    return this.#put(done.before);
  }

  redo() {
    const done = this.#undone.pop();
    if (!done) return refuse("nothing_to_redo", "There is nothing to do again.");
    this.#done.push(done);
    return this.#put(done.after);
  }

  #put(tasks) {
    for (const [id, task] of tasks) this.#tell(task ? "reverted" : "removed", task ?? this.tasks.get(id) ?? { id }, {});
    return { body: { version: this.version, facts: tasks.size, tasks: [] } };
  }

  chat(text, timeZone, correction) {
    const before = new Map(this.tasks);
    const answer = this.#answer(text, timeZone, correction);
    const ids = new Set([...before.keys(), ...this.tasks.keys()]);
    const changed = [...ids].filter((id) => before.get(id) !== this.tasks.get(id));
    if (!answer.body || changed.length === 0) return answer;
    const side = (tasks) => new Map(changed.map((id) => [id, tasks.get(id)]));
    this.#done.push({ command: `${this.now}-0`, message: this.now, before: side(before), after: side(this.tasks) });
    return { body: { ...answer.body, undo: [`${this.now}-0`] } };
  }

  #answer(text, timeZone, correction) {
    const said = text.trim();
    if (correction) {
      const id = this.#done.findLast((d) => d.message === correction.message)?.after.keys().next().value;
      const read = parse(said, timeZone, correction.literal);
      const { body } = this.#change(id, "edited", ({ due: _, dueAt: __, labels: ___, priority: ____, ...t }) => ({ ...t, ...read.task }));
      return this.#say("add", `I have changed it to “${read.task.title}”.`, [body.task], { spans: read.spans });
    }
    if (/^delete (everything|all)/i.test(said)) {
      this.asked = [...this.tasks.values()].filter((t) => !t.completedAt);
      return this.#say("delete", `That would delete ${this.asked.length} tasks:\n${this.asked.slice(0, 15).map((t, i) => `${i + 1}. ${t.title}`).join("\n")}\nSay “yes” to do it, or “no” to leave everything as it is.`, this.asked, { confirm: true });
    }
    if (/^(yes|no)$/i.test(said)) {
      const asked = /yes/i.test(said) ? (this.asked ?? []) : [];
      this.asked = undefined;
      for (const t of asked) this.remove(t.id);
      return this.#say("confirm", asked.length ? `Deleted ${asked.length} tasks.` : "All right, I have left everything as it is.");
    }
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
    const { spans, task: wanted } = parse(said, timeZone);
    const task = this.add(wanted);
    const more = { spans, ...(/\b3\/4\b/.test(said) && { doubt: { says: "I read the month first; it can also be the day.", other: "Saturday 3 Apr 2027" } }) };
    return task.problem ? task : this.#say("add", task.body.task.due ? "I will remind you." : "It is on your list.", [task.body.task], more);
  }

  #say(intent, reply, tasks = [], more = {}) {
    return { body: { reply, intent, slots: {}, tasks, version: this.version, ...more } };
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

function parse(text, timeZone, literal = []) {
  // What is literal is hidden from the patterns, and stays where it is.
  let hidden = text;
  for (const { from, to } of literal) hidden = hidden.slice(0, from) + "\u0000".repeat(to - from) + hidden.slice(to);
  const spans = [];
  const take = (slot, pattern, says) => {
    const found = pattern.exec(hidden);
    if (!found) return undefined;
    const [from, to] = [found.index, found.index + found[0].length];
    spans.push({ slot, from, to, literal: true, ...(says && { says: says(found) }) });
    hidden = hidden.slice(0, from) + "\u0001".repeat(to - from) + hidden.slice(to);
    return found;
  };
  const labels = [];
  for (let l; (l = take("labels", /#([^\s\u0000\u0001]+)/)); ) labels.push(l[1]);
  const priority = priorities[take("priority", /!(urgent|high|medium|low)\b/i, (f) => `${f[1]} priority`)?.[0].toLowerCase()];
  const seconds = take("due_time", /\bin (\d+) seconds?\b/i)?.[1];
  const day = take("due_date", /\b(today|tomorrow)\b/i, (f) => f[1])?.[1].toLowerCase();
  const clock = take("due_time", /\bat (\d{1,2})(?::(\d{2}))?\s*(am|pm)?\b/i);
  const title = text.split("").filter((_, i) => hidden[i] !== "\u0001").join("").replace(/\s+/g, " ").trim();
  const at = new Date(Date.now() + (seconds ?? 0) * 1000 + (day === "tomorrow" ? 86_400_000 : 0));
  const date = at.toLocaleDateString("sv-SE");
  let due;
  if (seconds) due = { date, time: at.toTimeString().slice(0, 5), timeZone };
  else if (day || clock) {
    const hour = clock && (Number(clock[1]) % 12) + (clock[3]?.toLowerCase() === "pm" || (!clock[3] && Number(clock[1]) >= 12) ? 12 : 0);
    due = { date, timeZone, ...(clock ? { time: `${String(hour).padStart(2, "0")}:${clock[2] ?? "00"}` } : {}) };
  }
  spans.sort((a, b) => a.from - b.from);
  return { spans, task: { title, ...(due && { due }), ...(seconds && { dueAt: at.toISOString() }), ...(priority && { priority }), ...(labels.length && { labels }) } };
}
