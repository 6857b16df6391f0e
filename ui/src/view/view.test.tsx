// The names by which a person's reader, and the end-to-end test, find things.

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { groups } from "../due";
import type { Fate, Reply } from "../talk";
import { aTask, t0 } from "../testing";
import type { Correction } from "../wire";
import { Composer } from "./Composer";
import { Exchange } from "./Exchange";
import { Header } from "./Header";
import { List } from "./List";
import { Toasts } from "./Toasts";

const here = { now: Date.parse("2026-11-23T10:00:00Z"), zone: "UTC" };
const nothing = () => {};
const verbs = { complete: nothing, reopen: nothing, rename: nothing, remove: nothing, forgive: nothing };
const list = (tasks: ReturnType<typeof aTask>[], more: { trouble?: string; troubles?: Map<string, string>; loaded?: boolean } = {}) =>
  renderToStaticMarkup(
    <List groups={groups(tasks.map((task) => ({ task, pending: false })), here)} here={here} loaded={more.loaded ?? true}
      trouble={more.trouble} troubles={more.troubles ?? new Map()} verbs={verbs} />,
  );

describe("the list", () => {
  const milk = aTask("1", { title: "Buy milk", priority: 1, labels: ["shop"], due: { date: "2026-11-24", time: "17:00", timeZone: "UTC" } });

  it("names each control after its task", () => {
    const html = list([milk]);
    for (const name of ["Complete Buy milk", "Rename Buy milk", "Delete Buy milk"]) expect(html).toContain(`aria-label="${name}"`);
    expect(html).toMatch(/<li[^>]*>.*Buy milk.*<\/li>/s);
    expect(html).toContain("Tomorrow 17:00");
    expect(html).toContain('title="Tuesday 24 November 2026 at 17:00"');
    expect(html).toMatch(/Urgent.*shop/s);
  });
  it("leaves out groups with nothing in them, and keeps done ones folded", () => {
    const html = list([milk, aTask("2", { title: "Old", completedAt: t0 })]);
    expect([...html.matchAll(/data-group="([^"]+)"/g)].map((m) => m[1])).toEqual(["Upcoming", "Done"]);
    expect(html).toContain('aria-expanded="false"');
    expect(html).not.toContain("Complete Old");
  });
  it("shows the first hundred of a group, and offers more", () => {
    const html = list(Array.from({ length: 130 }, (_, i) => aTask(String(i))));
    expect(html.match(/<li/g)).toHaveLength(100);
    expect(html).toContain("Show 30 more");
  });
  it("says what is wrong", () => {
    expect(list([milk], { troubles: new Map([["1", "It could not be completed."]]) })).toMatch(/role="alert"[^>]*>It could not be completed\./);
    expect(list([], { trouble: "Errand cannot be reached.", loaded: false })).toContain("Your list cannot be shown yet. Errand cannot be reached.");
  });
  it("does not take a title for markup", () => {
    expect(list([aTask("1", { title: "<img src=x onerror=alert(1)>" })])).not.toContain("<img");
  });
});

describe("the conversation", () => {
  it("labels the input and the button", () => {
    const html = renderToStaticMarkup(<Composer draft="x" onDraft={nothing} onSend={nothing} />);
    expect(html).toMatch(/<label[^>]*for="message">Message<\/label>/);
    expect(html).toMatch(/<button type="submit">.*Send.*<\/button>/s);
  });
  const exchange = (fate: Fate, more: { text?: string; last?: boolean; corrected?: boolean; correction?: Correction } = {}) => {
    const message = { id: "m", text: more.text ?? "hello", at: 1, fate, ...(more.correction && { correction: more.correction }) };
    const verbs = { literal: nothing, other: nothing, undo: nothing, redo: nothing, answer: nothing };
    return renderToStaticMarkup(<Exchange message={message} here={here} last={more.last ?? true} corrected={more.corrected ?? false} verbs={verbs} onRetry={nothing} />);
  };
  const answer = (more: Partial<Reply> = {}): Fate => ({ is: "answered", reply: { text: "Added.", intent: "add", tasks: [], more: 0, version: 2, ...more } });
  it.each([
    [{ is: "sending" }, "Sending…"],
    [{ is: "retrying", words: "It is away." }, "It is away. Trying again…"],
    [{ is: "failed", words: "It is away." }, "Try again</button>"],
    [{ is: "refused", words: "Too long." }, "Too long."],
    [answer({ tasks: [aTask("1")], more: 3 }), "and 3 more"],
  ] as const)("%o", (fate, words) => expect(exchange(fate)).toContain(words));

  const text = "🥛 call anna friday, remind me 1 hour before";
  const spans = [
    { slot: "title", from: 0, to: 12 },
    { slot: "due_date", from: 13, to: 19, says: "Friday 27 Nov", literal: true },
    { slot: "reminders", from: 19, to: 44, literal: true },
  ];
  it("shows what each part was read as, and names the tap", () => {
    const html = exchange(answer({ spans }), { text });
    expect(html).toContain('aria-label="“friday” was read as the due date, Friday 27 Nov. Make it part of the title"');
    expect(html).toContain('aria-label="“remind me 1 hour before” was read as the reminder. Make it part of the title"');
    expect(html.match(/class="chip"/g)).toHaveLength(2);
  });
  it.each([
    ["was read again", answer({ spans, undo: ["m-0"] }), { corrected: true }, 0],
    ["was undone", answer({ spans, undo: ["m-0"], back: { is: "undone", version: 3 } }), {}, 0],
    ["was said long ago", answer({ spans }), { last: false }, 2],
  ])("chips of a message that %s", (_, fate, more, chips) => {
    expect(exchange(fate, { text, ...more }).match(/class="chip"/g) ?? []).toHaveLength(chips);
  });
  it("offers the other reading, with the reason", () => {
    expect(exchange(answer({ doubt: { says: "I read the month first.", other: "Saturday 3 Apr" } }))).toMatch(/title="I read the month first."[^>]*>.*Saturday 3 Apr instead/s);
  });
  it.each([
    [answer({ undo: ["m-0"] }), "Undo"],
    [answer({ undo: ["m-0"], back: { is: "undoing" } }), "Undo"],
    [answer({ undo: ["m-0"], back: { is: "undone", version: 3 } }), "Redo"],
    [answer({ undo: ["m-0"], back: { is: "redone", version: 4 } }), "Undo"],
    [answer({ intent: "undo", redo: true }), "Redo"],
    [answer({ intent: "redo" }), "Undo"],
  ])("%o has one button: %s", (fate, button) => {
    const html = exchange(fate);
    expect([...html.matchAll(/(Undo|Redo)<\/button>/g)].map((m) => m[1])).toEqual([button]);
  });
  it("says why it was not undone, and what has nothing to undo has no button", () => {
    expect(exchange(answer({ undo: ["m-0"], back: { is: "refused", words: "It was changed since." } }))).toMatch(/role="alert"[^>]*>Not undone. It was changed since\./);
    expect(exchange(answer({ redo: true, back: { is: "refused", words: "Your list has changed since.", redo: true } }))).toContain("Not done again. Your list");
    expect(exchange(answer())).not.toContain("<button");
    const inPart = exchange(answer({ undo: ["m-2", "m-1", "m-0"], undone: 2, back: { is: "refused", words: "It was changed since." } }));
    expect(inPart).toMatch(/role="alert"[^>]*>Undone in part: 2 of 3. It was changed since\.<\/span><button.*Undo<\/button>/s);
  });
  it("a question has Yes and No while it waits", () => {
    expect(exchange(answer({ confirm: true }))).toMatch(/role="group"[^>]*><button[^>]*>Yes<\/button><button[^>]*>No<\/button>/);
    expect(exchange(answer({ confirm: true }), { last: false })).not.toContain("Yes");
    const which = answer({ text: "Which one?\n1. Call Anna — today\n2. Call the bank\nNothing is done.", choices: ["Call Anna", "Call the bank"] });
    const html = exchange(which);
    expect(html).toMatch(/aria-label="Which one\?".*Call Anna<\/bdi><span class="beside"> — today<\/span><\/span><\/button>.*Call the bank<\/bdi><\/span><\/button>/s);
    expect(html).not.toContain("<ol>");
    expect(exchange(which, { last: false })).toContain("<ol>");
    const other = answer({ text: "Which one?\n1. Call Anna — today\n2. Wash the car", choices: ["Call Anna", "Call the bank"] });
    expect(exchange(other)).toMatch(/Call the bank<\/bdi><\/span><\/button>/); // never the line of another task
  });
  it("draws lists as lists, with the numbers that were said, and takes no title for markup", () => {
    const html = exchange(answer({ text: "You have 2:\n3. Buy <b>milk</b> — half — today\n4. Rest\nSay “yes”.\n• a" }));
    expect(html).toContain('Errand: </span>You have 2:</p><ol><li value="3"><bdi>Buy &lt;b&gt;milk&lt;/b&gt; — half</bdi><span class="beside"> — today</span></li><li value="4"><bdi>Rest</bdi></li></ol><p>Say <bdi>“yes”</bdi>.</p><ul><li>a</li></ul>');
  });
  it("a tap stands as words of the person", () => {
    expect(exchange({ is: "sending" }, { text, correction: { message: "x", literal: [{ from: 13, to: 19 }] } })).toContain("“friday” is part of the title");
    expect(exchange({ is: "sending" }, { text, correction: { message: "x", other: true } })).toContain("I mean the other one");
  });
});

describe("the rest", () => {
  it("reminders are a status", () => {
    const html = renderToStaticMarkup(<Toasts tasks={[aTask("1", { title: "Buy milk" })]} here={here} onDone={nothing} onSeen={nothing} />);
    expect(html).toMatch(/role="status".*Due now.*Buy milk.*aria-label="Done: Buy milk".*aria-label="Dismiss: Buy milk"/s);
  });
  it.each([["connecting", "Connecting…"], ["live", "Live"], ["reconnecting", "Reconnecting…"]] as const)("the line is %s", (line, words) => {
    expect(renderToStaticMarkup(<Header line={line} pane="chat" onPane={nothing} open={2} overdue={1} />)).toContain(`<span>${words}</span>`);
  });
});
