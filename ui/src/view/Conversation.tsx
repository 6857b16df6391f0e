import { Fragment, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { type Here, sayDayOf } from "../due";
import { corrected, type Talk } from "../talk";
import type { AnswerVerbs } from "./Answer";
import { Exchange } from "./Exchange";
import { Welcome } from "./Welcome";

interface Props {
  talk: Talk;
  here: Here;
  earlier: "none" | "some" | "fetching";
  verbs: AnswerVerbs;
  onEarlier(): void;
  onRetry(id: string): void;
  onSuggest(text: string): void;
}

/** How near to its end the conversation must stand to be kept there, in px. */
const near = 120;
/** How near to its beginning what was said earlier is fetched, in px. */
const ahead = 400;

/** What was said, oldest first; it stays at its end unless the person has scrolled away. */
export function Conversation({ talk, here, earlier, verbs, onEarlier, onRetry, onSuggest }: Props) {
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  /** How far the end was below the top edge, in px, before the last change. */
  const below = useRef(0);
  const first = useRef<string | undefined>(undefined);
  const last = talk.at(-1)?.id;
  const again = useMemo(() => corrected(talk), [talk]);

  const toEnd = () => {
    if (log.current && atEnd.current) log.current.scrollTop = log.current.scrollHeight;
  };
  useLayoutEffect(() => {
    atEnd.current = true; // whoever says something wants to see it
    toEnd();
  }, [last]);
  useLayoutEffect(() => {
    const el = log.current;
    if (!el) return;
    const grewAbove = first.current !== undefined && first.current !== talk[0]?.id;
    if (grewAbove && !atEnd.current) el.scrollTop = el.scrollHeight - below.current; // what is read stays where it is
    first.current = talk[0]?.id;
    toEnd();
    below.current = el.scrollHeight - el.scrollTop;
  }, [talk]);
  useEffect(() => {
    const watcher = new ResizeObserver(toEnd); // a phone's keyboard came up
    if (log.current) watcher.observe(log.current);
    return () => watcher.disconnect();
  }, []);

  return (
    <div
      className="log"
      role="log"
      aria-label="Conversation"
      aria-busy={earlier === "fetching"}
      tabIndex={0}
      ref={log}
      onScroll={({ currentTarget: el }) => {
        atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < near;
        below.current = el.scrollHeight - el.scrollTop;
        if (el.scrollTop < ahead && !atEnd.current) onEarlier();
      }}
    >
      {talk.length === 0 ? (
        <Welcome onSuggest={onSuggest} />
      ) : (
        <div className="log-inner">
          {earlier !== "none" && (
            <button type="button" className="earlier" aria-disabled={earlier === "fetching"} onClick={onEarlier}>
              {earlier === "fetching" ? "Fetching…" : "Earlier messages"}
            </button>
          )}
          {talk.map((message, i) => {
            const day = sayDayOf(message.at, here);
            return (
              <Fragment key={message.id}>
                {(i === 0 || day !== sayDayOf(talk[i - 1]!.at, here)) && <p className="day">{day}</p>}
                <Exchange message={message} here={here} last={i === talk.length - 1} corrected={again.has(message.id)} verbs={verbs} onRetry={onRetry} />
              </Fragment>
            );
          })}
        </div>
      )}
    </div>
  );
}
