import { type FocusEvent, useLayoutEffect, useRef } from "react";
import type { Ctrl } from "../ctrl";
import { groupNames, type GroupName, type Here, sayToday } from "../due";
import type { Shown } from "../pending";
import { Group } from "./Group";

/** The verbs that a row needs. */
export type Verbs = Pick<Ctrl, "complete" | "reopen" | "rename" | "remove" | "forgive">;

interface Props {
  groups: Record<GroupName, Shown[]>;
  here: Here;
  /** Whether the list was ever fetched. */
  loaded: boolean;
  trouble: string | undefined;
  troubles: ReadonlyMap<string, string>;
  verbs: Verbs;
}

export function List({ groups, here, loaded, trouble, troubles, verbs }: Props) {
  const open = groupNames.reduce((n, name) => (name === "Done" ? n : n + groups[name].length), 0);
  const focus = useKeptFocus();
  return (
    <section className="list-pane" aria-label="Your list" {...focus}>
      <div className="list-head">
        <h2 tabIndex={-1}>{sayToday(here)}</h2>
        <p>{loaded ? summary(open, groups.Overdue.length) : trouble ? "" : "Fetching your list…"}</p>
      </div>
      {trouble && (
        <p className="notice" role="alert">
          {loaded ? "This may be out of date." : "Your list cannot be shown yet."} {trouble} Trying again…
        </p>
      )}
      {loaded && open === 0 && (
        <p className="empty">{groups.Done.length > 0 ? "All done. Enjoy the quiet." : "Nothing here yet. Say what needs doing."}</p>
      )}
      {groupNames.map((name) => (
        <Group key={name} name={name} shown={groups[name]} here={here} troubles={troubles} verbs={verbs} />
      ))}
    </section>
  );
}

function summary(open: number, overdue: number): string {
  if (open === 0) return "Nothing open";
  return overdue > 0 ? `${open} open, ${overdue} overdue` : `${open} open`;
}

/** When the row that has focus goes away, focus goes to the row that took its place, not to nowhere. */
function useKeptFocus() {
  const pane = useRef<HTMLElement | null>(null);
  const at = useRef<{ row: Element; index: number } | null>(null);
  useLayoutEffect(() => {
    if (!at.current || at.current.row.isConnected || document.activeElement !== document.body) return;
    const boxes = pane.current?.querySelectorAll<HTMLElement>("[data-row] input[type=checkbox]") ?? [];
    const next = boxes[Math.min(at.current.index, boxes.length - 1)] ?? pane.current?.querySelector<HTMLElement>("h2");
    at.current = null;
    next?.focus();
  });
  return {
    ref: pane,
    onFocusCapture({ target, currentTarget }: FocusEvent<HTMLElement>) {
      const row = target.closest("[data-row]");
      at.current = row && { row, index: [...currentTarget.querySelectorAll("[data-row]")].indexOf(row) };
    },
    onBlurCapture() {
      at.current = null;
    },
  };
}
