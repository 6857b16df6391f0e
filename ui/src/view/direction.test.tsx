// A title may be written from right to left, or hold a sign that turns what follows it (U+202E). It turns itself only.

import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { aTask, t0 } from "../testing";
import { Exchange } from "./Exchange";
import { Row } from "./Row";
import { Toasts } from "./Toasts";
import { Line, Words } from "./Words";

const turned = "milk \u202Ekcis";
const here = { now: Date.parse(t0), zone: "UTC" };
const nothing = () => {};

describe("a title cannot turn", () => {
  it("the rest of a question", () => {
    const html = renderToStaticMarkup(<Words text={`That would delete “${turned}” for good:\n1. ${turned} — today\nSay “yes”.`} />);
    expect(html).toContain(`That would delete <bdi>“${turned}”</bdi> for good:`);
    expect(html).toContain(`<li value="1"><bdi>${turned}</bdi><span class="beside"> — today</span></li>`);
  });
  it("what follows when it ends the quotes by itself", () => {
    const html = renderToStaticMarkup(<Words text={"Delete “milk” \u202E\u2067 and more” for good?"} />);
    expect(html).toContain("Delete <bdi>“milk”</bdi>  and more” for good?");
  });
  it("what stands after a message; a message has its own direction, whatever its speaker is called", () => {
    const message = { id: "m", text: "קנה חלב", at: 1, fate: { is: "sending" } } as const;
    const verbs = { literal: nothing, other: nothing, undo: nothing, redo: nothing, answer: nothing };
    const html = renderToStaticMarkup(<Exchange message={message} here={here} last corrected={false} verbs={verbs} onRetry={nothing} />);
    expect(html).toMatch(/<div class="said" dir="auto"[^>]*><span class="unseen" dir="ltr">You said: <\/span>קנה חלב<\/div>/);
  });
  it("a button that names it", () => {
    expect(renderToStaticMarkup(<Line line={turned} />)).toBe(`<bdi>${turned}</bdi>`);
  });
  it("its row, or the reminder of it", () => {
    const task = aTask("1", { title: turned, labels: [turned] });
    const verbs = { complete: nothing, reopen: nothing, rename: nothing, remove: nothing, forgive: nothing };
    const row = renderToStaticMarkup(<Row task={task} pending={false} due={undefined} dueInFull={undefined} overdue={false} trouble={`“${turned}” is gone.`} verbs={verbs} />);
    expect(row).toContain(`<span class="title" dir="auto">${turned}</span>`);
    expect(row).toContain(`<span class="label"><bdi>${turned}</bdi></span>`);
    expect(row).toContain(`<bdi>“${turned}”</bdi> is gone.`);
    expect(renderToStaticMarkup(<Toasts tasks={[task]} here={here} onDone={nothing} onSeen={nothing} />)).toContain(`<p class="toast-title" dir="auto">${turned}</p>`);
  });
});
