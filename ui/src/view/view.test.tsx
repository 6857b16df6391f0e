// The names by which a person's reader, and the end-to-end test, find things.

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { groups } from "../due";
import { aTask, t0 } from "../testing";
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
  it.each([
    [{ is: "sending" }, "Sending…"],
    [{ is: "retrying", words: "It is away." }, "It is away. Trying again…"],
    [{ is: "failed", words: "It is away." }, "Try again</button>"],
    [{ is: "refused", words: "Too long." }, "Too long."],
    [{ is: "answered", reply: { text: "Added.", intent: "add", tasks: [aTask("1")], more: 3 } }, "and 3 more"],
  ] as const)("%o", (fate, words) => {
    const message = { id: "m", text: "hello", at: 1, fate };
    expect(renderToStaticMarkup(<Exchange message={message} here={here} onRetry={nothing} />)).toContain(words);
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
