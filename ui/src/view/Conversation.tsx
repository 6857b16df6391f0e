import { useEffect, useLayoutEffect, useRef } from "react";
import type { Here } from "../due";
import type { Talk } from "../talk";
import { Exchange } from "./Exchange";
import { Welcome } from "./Welcome";

interface Props {
  talk: Talk;
  here: Here;
  onRetry(id: string): void;
  onSuggest(text: string): void;
}

/** How near to its end the conversation must stand to be kept there, in px. */
const near = 120;

/** What was said, oldest first; it stays at its end unless the person has scrolled away. */
export function Conversation({ talk, here, onRetry, onSuggest }: Props) {
  const log = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = talk.at(-1)?.id;

  const toEnd = () => {
    if (log.current && atEnd.current) log.current.scrollTop = log.current.scrollHeight;
  };
  useLayoutEffect(() => {
    atEnd.current = true; // whoever says something wants to see it
    toEnd();
  }, [last]);
  useLayoutEffect(toEnd, [talk]);
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
      tabIndex={0}
      ref={log}
      onScroll={({ currentTarget: el }) => {
        atEnd.current = el.scrollHeight - el.scrollTop - el.clientHeight < near;
      }}
    >
      {talk.length === 0 ? (
        <Welcome onSuggest={onSuggest} />
      ) : (
        <div className="log-inner">
          {talk.map((message) => (
            <Exchange key={message.id} message={message} here={here} onRetry={onRetry} />
          ))}
        </div>
      )}
    </div>
  );
}
