import { useEffect, useRef } from "react";
import { Send } from "./icons";

/** The API's own limit. */
const maxText = 10_000;

interface Props {
  draft: string;
  onDraft(text: string): void;
  onSend(text: string): void;
}

/** Where to say things. Enter sends, Shift+Enter begins a new line. */
export function Composer({ draft, onDraft, onSend }: Props) {
  const input = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    // On a touch screen focus would bring up the keyboard unasked.
    if (!matchMedia("(pointer: coarse)").matches) input.current?.focus();
  }, []);
  useEffect(() => {
    if (draft && document.activeElement !== input.current) input.current?.focus(); // a suggestion was taken
  }, [draft]);

  const send = () => {
    if (!draft.trim()) return;
    onSend(draft);
    onDraft("");
    input.current?.focus();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="unseen" htmlFor="message">
        Message
      </label>
      <textarea
        id="message"
        dir="auto"
        ref={input}
        rows={1}
        value={draft}
        maxLength={maxText}
        placeholder="Buy milk tomorrow at 5pm…"
        autoComplete="off"
        enterKeyHint="send"
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={(event) => {
          // While an input method composes, Enter belongs to it.
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <button type="submit" disabled={!draft.trim()}>
        <Send />
        <span className="unseen">Send</span>
      </button>
    </form>
  );
}
