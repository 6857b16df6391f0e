import { memo } from "react";
import type { Here } from "../due";
import { asWords, type Fate, type Message } from "../talk";
import { Answer, type AnswerVerbs } from "./Answer";
import { Quoting } from "./Words";

interface Props {
  message: Message;
  here: Here;
  /** Nothing was said since. */
  last: boolean;
  /** It was read again since. */
  corrected: boolean;
  verbs: AnswerVerbs;
  onRetry(id: string): void;
}

/** One message and what came of it. */
export const Exchange = memo(
  function Exchange({ message, here, last, corrected, verbs, onRetry }: Props) {
    const { id, text, at, fate, correction } = message;
    return (
      <div className="exchange" data-fate={fate.is}>
        <div className="said" dir="auto" data-tapped={Boolean(correction)} title={clockTime(at, here.zone)}>
          <span className="unseen" dir="ltr">
            You said:{" "}
          </span>
          {correction ? asWords(message) : text}
        </div>
        {fate.is === "answered" ? (
          <Answer message={id} text={text} reply={fate.reply} here={here} last={last} corrected={corrected} verbs={verbs} />
        ) : (
          <Waiting fate={fate} onRetry={() => onRetry(id)} />
        )}
      </div>
    );
  },
  // The minute matters only to the dates on cards, which were said at the time.
  (a, b) => a.message === b.message && a.here.zone === b.here.zone && a.last === b.last && a.corrected === b.corrected,
);

/** What is known while there is no answer. */
function Waiting({ fate, onRetry }: { fate: Exclude<Fate, { is: "answered" }>; onRetry(): void }) {
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
      return <p className="fate"><Quoting text={fate.words} /> Trying again…</p>;
    case "failed":
      return (
        <p className="fate bad">
          Not delivered. <Quoting text={fate.words} />{" "}
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      );
    case "refused":
      return <p className="fate bad"><Quoting text={fate.words} /></p>;
  }
}

const clockTime = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(ms);
