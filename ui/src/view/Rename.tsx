import { useRef, useState } from "react";

/** Characters in a title, at most. */
const maxTitle = 500;

/** The title as it is being written. Enter and leaving keep it, Escape does not. */
export function Rename({ title, onDone }: { title: string; onDone(next?: string): void }) {
  const [text, setText] = useState(title);
  const over = useRef(false); // leaving follows upon Enter and Escape
  const finish = (next?: string) => {
    if (over.current) return;
    over.current = true;
    onDone(next);
  };
  return (
    <input
      className="rename"
      dir="auto"
      aria-label={`New title of ${title}`}
      value={text}
      maxLength={maxTitle}
      autoFocus
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault(); // or Enter would go on to press the button that gets the focus
        finish(event.key === "Enter" ? text : undefined);
      }}
    />
  );
}
