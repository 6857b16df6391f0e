import { memo, useEffect, useRef, useState } from "react";
import type { Task } from "../wire";
import { Bin, Clock, Flag, Pen, Tick } from "./icons";
import type { Verbs } from "./List";
import { Rename } from "./Rename";
import { Quoting } from "./Words";

interface Props {
  task: Task;
  /** Done here, not yet told by the server. */
  pending: boolean;
  due: string | undefined;
  dueInFull: string | undefined;
  overdue: boolean;
  trouble: string | undefined;
  verbs: Verbs;
}

const priorities = ["", "Urgent", "High", "Medium", "Low"];

/** A task. It is renamed and deleted in place. */
export const Row = memo(function Row({ task, pending, due, dueInFull, overdue, trouble, verbs }: Props) {
  const [mode, setMode] = useState<"shown" | "renaming" | "deleting">("shown");
  const { id, title, priority = 0, labels = [] } = task;
  const done = Boolean(task.completedAt);
  const back = useReturn(mode);

  return (
    <li className="row" data-row={id} data-done={done} data-pending={pending} data-priority={priority || undefined} aria-busy={pending}>
      <span className="box">
        <input
          type="checkbox"
          aria-label={`Complete ${title}`}
          checked={done}
          onChange={() => (done ? verbs.reopen(id) : verbs.complete(id))}
        />
        <Tick />
      </span>
      <div className="row-body">
        {mode === "renaming" ? (
          <Rename
            title={title}
            onDone={(next) => {
              setMode("shown");
              if (next !== undefined) verbs.rename(id, next);
            }}
          />
        ) : (
          <span className="title" dir="auto" onDoubleClick={() => setMode("renaming")}>
            {title}
          </span>
        )}
        {(due || priority > 0 || labels.length > 0) && (
          <p className="facts">
            {due && (
              <time className="due" data-overdue={overdue} dateTime={task.due?.date} title={dueInFull}>
                <Clock /> {due}
              </time>
            )}
            {priority > 0 && (
              <span className="priority">
                <Flag /> {priorities[priority]}
              </span>
            )}
            {labels.map((label) => (
              <span className="label" key={label}>
                <bdi>{label}</bdi>
              </span>
            ))}
          </p>
        )}
        {trouble && (
          <p className="notice" role="alert">
            <Quoting text={trouble} />{" "}
            <button type="button" onClick={() => verbs.forgive(id)}>
              OK
            </button>
          </p>
        )}
        {mode === "deleting" && (
          <div
            className="confirm"
            role="group"
            aria-label={`Delete ${title}?`}
            onKeyDown={(event) => {
              if (event.repeat) event.preventDefault(); // a key held down must not confirm
              if (event.key === "Escape") setMode("shown");
            }}
          >
            <span>Delete for good?</span>
            <button type="button" className="danger" autoFocus onClick={() => verbs.remove(id)}>
              Yes, delete
            </button>
            <button type="button" onClick={() => setMode("shown")}>
              Keep it
            </button>
          </div>
        )}
      </div>
      {mode === "shown" && (
        <span className="tools" ref={back}>
          <button type="button" data-tool="renaming" aria-label={`Rename ${title}`} title="Rename" onClick={() => setMode("renaming")}>
            <Pen />
          </button>
          <button type="button" data-tool="deleting" aria-label={`Delete ${title}`} title="Delete" onClick={() => setMode("deleting")}>
            <Bin />
          </button>
        </span>
      )}
    </li>
  );
});

/** Gives focus back to the tool that was used, once its work is over. */
function useReturn(mode: string) {
  const tools = useRef<HTMLSpanElement>(null);
  const before = useRef(mode);
  useEffect(() => {
    const nowhere = document.activeElement === document.body;
    if (mode === "shown" && nowhere) tools.current?.querySelector<HTMLElement>(`[data-tool=${before.current}]`)?.focus();
    before.current = mode;
  }, [mode]);
  return tools;
}
