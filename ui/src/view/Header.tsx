import type { ReactNode } from "react";
import type { LineState } from "../line";
import { Mark } from "./icons";

export type Pane = "chat" | "list";

const words: Record<LineState, string> = {
  connecting: "Connecting…",
  live: "Live",
  reconnecting: "Reconnecting…",
};

const meaning: Record<LineState, string> = {
  connecting: "Opening the line to the server",
  live: "Changes appear here as they happen",
  reconnecting: "The line is down; it is being opened again. What you do is kept and sent.",
};

interface Props {
  line: LineState;
  pane: Pane;
  onPane(pane: Pane): void;
  open: number;
  overdue: number;
  /** What stands at its end. */
  children?: ReactNode;
}

export function Header({ line, pane, onPane, open, overdue, children }: Props) {
  return (
    <header className="bar">
      <h1 className="brand">
        <Mark />
        <span>Errand</span>
      </h1>
      <nav className="panes" aria-label="Show">
        <button type="button" aria-current={pane === "chat"} onClick={() => onPane("chat")}>
          Chat
        </button>
        <button type="button" aria-current={pane === "list"} onClick={() => onPane("list")}>
          List
          {open > 0 && (
            <span className="count" data-overdue={overdue > 0}>
              {open}
              <span className="unseen"> open{overdue > 0 && `, ${overdue} overdue`}</span>
            </span>
          )}
        </button>
      </nav>
      <p className="line" data-line={line} title={meaning[line]} aria-live="polite">
        <i aria-hidden="true" />
        <span>{words[line]}</span>
      </p>
      {children}
    </header>
  );
}
