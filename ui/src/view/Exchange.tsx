import { memo } from "react";
import { sayDue, type Here } from "../due";
import type { Fate, Message, Reply } from "../talk";
import { Tick } from "./icons";

interface Props {
  message: Message;
  here: Here;
  onRetry(id: string): void;
}

/** One message and what came of it. */
export const Exchange = memo(
  function Exchange({ message, here, onRetry }: Props) {
    const { id, text, at, fate } = message;
    return (
      <div className="exchange" data-fate={fate.is}>
        <div className="said" title={clockTime(at, here.zone)}>
          <span className="unseen">You said: </span>
          {text}
        </div>
        <Outcome fate={fate} here={here} onRetry={() => onRetry(id)} />
      </div>
    );
  },
  // The minute matters only to the dates on cards, which were said at the time.
  (a, b) => a.message === b.message && a.here.zone === b.here.zone,
);

function Outcome({ fate, here, onRetry }: { fate: Fate; here: Here; onRetry(): void }) {
  switch (fate.is) {
    case "sending":
      return (
        <div className="thinking">
          <span className="unseen">Sending…</span>
          <i aria-hidden="true" />
          <i aria-hidden="true" />
          <i aria-hidden="true" />
        </div>
      );
    case "retrying":
      return <p className="fate">{fate.words} Trying again…</p>;
    case "failed":
      return (
        <p className="fate bad">
          Not delivered. {fate.words}{" "}
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      );
    case "refused":
      return <p className="fate bad">{fate.words}</p>;
    case "answered":
      return <Answer reply={fate.reply} here={here} />;
  }
}

function Answer({ reply, here }: { reply: Reply; here: Here }) {
  // A reply of several lines has named its tasks itself.
  const cards = reply.text.includes("\n") ? [] : reply.tasks;
  return (
    <div className="reply">
      <p>
        <span className="unseen">Errand: </span>
        {reply.text}
      </p>
      {cards.length > 0 && (
        <div className="cards">
          {cards.map((task) => (
            <div className="card" key={task.id} data-done={Boolean(task.completedAt)}>
              {task.completedAt && <Tick />}
              <span className="card-title">{task.title}</span>
              {task.due && <span className="card-due">{sayDue(task, here)}</span>}
            </div>
          ))}
          {reply.more > 0 && <p className="more">and {reply.more} more</p>}
        </div>
      )}
    </div>
  );
}

const clockTime = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(ms);
