// The verbs of the page, and all it knows. Views read `state` and call verbs;
// nothing else writes. What comes from the server goes through `reduce`.

import { backoff, type Clock, sleep } from "./clock";
import type { Api } from "./http";
import type { Keep } from "./keep";
import { Line, type LineState, type Open } from "./line";
import { asFault, persist, waitOf } from "./persist";
import { answered, type Change, type Pending, settle, withdraw } from "./pending";
import { type Input, type ListState, reduce, unknown, wantsResync } from "./reduce";
import { afresh, answer, answered as found, type Back, earliest, type Fate, literally, meet, otherwise, recall, redoes, say, takeBack, type Talk, undoes } from "./talk";
import type { Correction, Range } from "./wire";

export interface State {
  readonly list: ListState;
  readonly pending: readonly Pending[];
  /** What went wrong with a task's last command, by task, in words. */
  readonly troubles: ReadonlyMap<string, string>;
  /** Why the list cannot be fetched, while it cannot. */
  readonly listTrouble?: string;
  readonly talk: Talk;
  /** Whether more was said before what is shown, and whether it is being fetched. */
  readonly earlier: "none" | "some" | "fetching";
  readonly line: LineState;
}

export interface Deps {
  api: Api;
  open: Open;
  clock: Clock;
  newId(): string;
  keep: Keep;
  /** The person's IANA time zone. */
  zone(): string;
  /** The page's own address. */
  base: string;
}

/** Sends of a message before it is left to the person; about 20 s of waiting. */
export const messageTries = 6;
/** Sends of a command before it is put back; about 5 s of waiting. */
export const commandTries = 4;
/** How long the line may take to tell what an answer already said, in ms. */
export const lag = 3_000;
/** How long the first of several frames waits for the others to be drawn with it, in ms. */
const together = 16;

export class Ctrl {
  #deps: Deps;
  #state: State;
  #watchers = new Set<() => void>();
  /** Takes back the telling that is on its way. */
  #soon: (() => void) | undefined;
  #line: Line;
  #fetching = false;
  #sending = false;
  /** The last command of each task, so that the next one waits for it. */
  #turns = new Map<string, Promise<void>>();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#state = { list: unknown, pending: [], troubles: new Map(), talk: afresh(deps.keep.load(), deps.clock.now()), earlier: "none", line: "connecting" };
    this.#line = new Line({
      ticket: () => deps.api.ticket(),
      open: deps.open,
      clock: deps.clock,
      base: deps.base,
      since: () => this.#state.list.version,
      onFrame: (frame) => this.#hear(frame, "soon"),
      onState: (line) => this.#set({ line }),
    });
  }

  get state(): State {
    return this.#state;
  }

  /** Calls `watcher` after each change; the answer ends that. */
  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Fetches the list, opens the line, and sends again what had no answer before a reload. */
  async connect(): Promise<void> {
    void this.#deliver();
    await this.#tryFetch(); // first the list, so that the line need not tell it fact by fact
    this.#line.start();
    void this.#catchUp();
    void this.#recall(); // the list is here, so that what was said can show its tasks
  }

  disconnect(): void {
    this.#line.stop();
  }

  /** The network or the page is back: try now what was waiting. */
  nudge(): void {
    this.#line.nudge();
  }

  send(text: string): void {
    const said = text.trim();
    if (said) this.#say(said);
  }

  /** Answers the question of a message, and no other. */
  answer(id: string, text: string): void {
    this.#say(text, undefined, id);
  }

  /** A part of the message is title, whatever it was read as. */
  literal(id: string, part: Range): void {
    const said = found(this.#state.talk, id);
    if (said) this.#say(said.message.text, literally(said.message, part));
  }

  /** The other of two near readings is meant. */
  other(id: string): void {
    const said = found(this.#state.talk, id);
    if (said) this.#say(said.message.text, otherwise(said.message));
  }

  /** Takes back what a message did. */
  undo(id: string): void {
    const { api } = this.#deps;
    const what = found(this.#state.talk, id)?.reply;
    if (what) void this.#takeBack(id, { is: "undoing" }, undoes(what).map((one) => (key) => api.undo(one, key)), what.undone);
  }

  /** Does again what was taken back last, unless the list has changed since. */
  redo(id: string): void {
    const what = found(this.#state.talk, id)?.reply;
    const at = what && redoes(what);
    if (at !== undefined) void this.#takeBack(id, { is: "redoing" }, [(key) => this.#deps.api.redo(at, key)]);
  }

  /** Fetches what was said before what is shown. */
  async earlier(): Promise<void> {
    if (this.#state.earlier !== "some") return;
    this.#set({ earlier: "fetching" });
    try {
      const { turns, more } = await this.#deps.api.turns(earliest(this.#state.talk));
      this.#set({ talk: recall(this.#state.talk, turns, this.#state.list.tasks), earlier: more && turns.length > 0 ? "some" : "none" });
    } catch (err) {
      console.warn("what was said earlier could not be read", asFault(err).words);
      this.#set({ earlier: "some" });
    }
  }

  /** Sends a failed message again, under the same id. */
  retry(id: string): void {
    this.#fate(id, { is: "sending" });
    void this.#deliver();
  }

  complete(task: string): void {
    this.#do(task, { kind: "complete" }, "could not be completed");
  }

  reopen(task: string): void {
    this.#do(task, { kind: "reopen" }, "could not be reopened");
  }

  rename(task: string, title: string): void {
    const said = title.trim();
    if (!said || said === this.#state.list.tasks.get(task)?.title) return;
    this.#do(task, { kind: "rename", title: said }, "could not be renamed");
  }

  remove(task: string): void {
    this.#do(task, { kind: "remove" }, "could not be deleted");
  }

  /** Takes a reminder off the screen. */
  seen(task: string): void {
    this.#hear({ type: "seen", task });
  }

  /** Takes the words about a failed command away. */
  forgive(task: string): void {
    const troubles = new Map(this.#state.troubles);
    if (troubles.delete(task)) this.#set({ troubles });
  }

  /** What a person does is drawn at once; what the line tells is drawn together with what follows on its heels. */
  #set(change: Partial<State>, when: "now" | "soon" = "now"): void {
    this.#state = { ...this.#state, ...change };
    if (when === "soon") {
      this.#soon ??= this.#deps.clock.after(together, () => this.#tell());
      return;
    }
    this.#tell();
  }

  #tell(): void {
    this.#soon?.();
    this.#soon = undefined;
    for (const watcher of this.#watchers) watcher();
  }

  #talk(talk: Talk): void {
    this.#set({ talk });
    this.#deps.keep.save(talk);
  }

  #say(text: string, correction?: Correction, answers?: string): void {
    const { newId, clock } = this.#deps;
    this.#talk(say(this.#state.talk, newId(), text, clock.now(), correction, answers));
    void this.#deliver();
  }

  /** One after the other, after those that are done; what is refused is told, and how far it came. */
  async #takeBack(id: string, going: Back & { is: "undoing" | "redoing" }, asks: readonly ((key: string) => Promise<{ version: number }>)[], done = 0): Promise<void> {
    if (asks.length === 0) return;
    const note = (back: Back, undone?: number) => this.#talk(takeBack(this.#state.talk, id, back, undone));
    note(going, done);
    let version = 0;
    try {
      for (const ask of asks) {
        const key = this.#deps.newId();
        ({ version } = await persist(this.#deps.clock, () => ask(key), commandTries));
        note(going, ++done); // so that a reload goes on with the rest
      }
      note({ is: going.is === "undoing" ? "undone" : "redone", version });
    } catch (err) {
      const { words, code } = asFault(err);
      note({ is: "refused", words: code === "version_conflict" ? "Your list has changed since." : words, ...(going.is === "redoing" && { redo: true }) }, done);
    }
    if (version > 0) this.#expect(version);
  }

  #fate(id: string, fate: Fate): void {
    this.#talk(meet(this.#state.talk, id, fate));
  }

  #hear(input: Input, when: "now" | "soon" = "now"): void {
    const list = reduce(this.#state.list, input);
    if (list === this.#state.list) return;
    this.#set({ list, pending: settle(this.#state.pending, list.version) }, when);
    if (wantsResync(list)) void this.#catchUp();
  }

  /** Fetches the list until what was asked for is met. One at a time; wanted or not, it may be called. */
  async #catchUp(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    let tries = 0;
    while (wantsResync(this.#state.list)) {
      const wait = await this.#tryFetch();
      if (wait !== undefined) await sleep(Math.max(wait, backoff(tries++, this.#deps.clock)), this.#deps.clock);
      else tries = 0;
    }
    this.#fetching = false;
  }

  /** One try; the answer is undefined, or how long the server asks to be left alone, in ms. */
  async #tryFetch(): Promise<number | undefined> {
    const { asked, version } = this.#state.list;
    try {
      const { version: at, tasks } = await this.#deps.api.tasks();
      const { listTrouble: _, ...well } = this.#state;
      this.#state = well;
      this.#hear({ type: "snapshot", version: at, tasks, asked, since: version });
      return undefined;
    } catch (err) {
      const fault = asFault(err);
      this.#set({ listTrouble: fault.words });
      return waitOf(fault);
    }
  }

  /** An answer told this version: see to it that the list gets there. */
  #expect(version: number): void {
    this.#set({ pending: settle(this.#state.pending, this.#state.list.version) });
    const { clock } = this.#deps;
    const check = () => {
      if (this.#state.list.version < version) this.#hear({ type: "resync", version });
    };
    if (this.#state.line === "live") clock.after(lag, check);
    else check();
  }

  /** Shows what was said before. Without it this tab's own memory stands. */
  async #recall(): Promise<void> {
    try {
      const { turns, more } = await this.#deps.api.turns();
      this.#talk(recall(this.#state.talk, turns, this.#state.list.tasks));
      this.#set({ earlier: more ? "some" : "none" });
    } catch (err) {
      console.warn("what was said before could not be read", asFault(err).words);
    }
  }

  /** Sends what waits to be sent, in the order it was said, each until it is answered or given up. */
  async #deliver(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (;;) {
      const next = this.#state.talk.find((m) => m.fate.is === "sending" || m.fate.is === "retrying");
      if (!next) break;
      const { api, zone } = this.#deps;
      const beside: [correction?: Correction | undefined, answers?: string] = next.answers ? [undefined, next.answers] : next.correction ? [next.correction] : [];
      try {
        const reply = await persist(
          this.#deps.clock,
          () => api.chat(next.id, next.text, zone(), ...beside),
          messageTries,
          (words) => this.#fate(next.id, { is: "retrying", words }),
        );
        this.#fate(next.id, answer(reply));
        this.#expect(reply.version);
      } catch (err) {
        const { words, passing } = asFault(err);
        this.#fate(next.id, { is: passing ? "failed" : "refused", words });
      }
    }
    this.#sending = false;
  }

  /** Shows the change at once, and has it done after the task's earlier ones. */
  #do(task: string, change: Change, failure: string): void {
    const { newId, clock } = this.#deps;
    const pending: Pending = { id: newId(), task, change, at: new Date(clock.now()).toISOString() };
    this.forgive(task);
    this.#set({ pending: [...this.#state.pending, pending] });
    const turn = (this.#turns.get(task) ?? Promise.resolve()).then(() => this.#carryOut(pending, failure));
    this.#turns.set(task, turn);
    void turn.then(() => this.#turns.get(task) === turn && this.#turns.delete(task));
  }

  async #carryOut({ id, task, change }: Pending, failure: string): Promise<void> {
    const { api } = this.#deps;
    const ask = () => (change.kind === "rename" ? api.rename(task, change.title, id) : api[change.kind](task, id));
    try {
      const { version } = await persist(this.#deps.clock, ask, commandTries);
      this.#set({ pending: answered(this.#state.pending, id, version) });
      this.#expect(version);
    } catch (err) {
      const troubles = new Map(this.#state.troubles).set(task, `It ${failure}. ${asFault(err).words}`);
      this.#set({ pending: withdraw(this.#state.pending, id), troubles });
    }
  }
}
