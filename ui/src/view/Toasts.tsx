import { type Here, sayDue } from "../due";
import type { Task } from "../wire";
import { Bell } from "./icons";

interface Props {
  tasks: readonly Task[];
  here: Here;
  onDone(task: string): void;
  onSeen(task: string): void;
}

/** Tasks that have just come due. They stay until they are seen to: a reminder must not slip by. */
export function Toasts({ tasks, here, onDone, onSeen }: Props) {
  return (
    <div className="toasts" role="status" aria-label="Reminders">
      {tasks.map((task) => (
        <div className="toast" key={task.id}>
          <span className="toast-bell">
            <Bell />
          </span>
          <div className="toast-body">
            <p className="toast-due">Due now{task.due && ` · ${sayDue(task, here)}`}</p>
            <p className="toast-title" dir="auto">{task.title}</p>
          </div>
          <div className="toast-tools">
            <button type="button" className="strong" aria-label={`Done: ${task.title}`} onClick={() => onDone(task.id)}>
              Done
            </button>
            <button type="button" aria-label={`Dismiss: ${task.title}`} onClick={() => onSeen(task.id)}>
              Dismiss
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
