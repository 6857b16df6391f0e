import type { Reply } from "../talk";
import type { Range, Span } from "../wire";
import { Again, Bell, Calendar, Clock, Cross, Filter, Flag, Folder, Hourglass, Swap, Tag } from "./icons";

interface Props {
  text: string;
  reply: Reply;
  onLiteral(part: Range): void;
  onOther(): void;
}

/** What parts of a message became. A tap on one says: no, that is part of the title. */
export function Chips({ text, reply, onLiteral, onOther }: Props) {
  const spans = (reply.spans ?? []).filter((s) => s.literal);
  if (spans.length === 0 && !reply.doubt) return null;
  return (
    <ul className="chips" aria-label="How it was read">
      {spans.map((span) => {
        const { icon: Icon, name } = kinds[span.slot] ?? other;
        const words = wordsOf(text, span);
        const says = span.says && span.says.toLowerCase() !== words.toLowerCase() ? `, ${span.says}` : "";
        return (
          <li key={span.from}>
            <button
              type="button"
              className="chip"
              data-slot={span.slot}
              aria-label={`“${words}” was read as the ${name}${says}. Make it part of the title`}
              title={`“${words}” was read as the ${name}. Tap if it is part of the title.`}
              onClick={() => onLiteral(span)}
            >
              <Icon />
              <span className="chip-words" dir="auto">{span.says ? capital(span.says) : words.replace(/^[#@+]/, "")}</span>
              <Cross />
            </button>
          </li>
        );
      })}
      {reply.doubt && (
        <li>
          <button type="button" className="chip instead" title={reply.doubt.says || "It can be read in two ways."} onClick={onOther}>
            <Swap />
            <span className="chip-words" dir="auto">{capital(reply.doubt.other)} instead</span>
          </button>
        </li>
      )}
    </ul>
  );
}

/** The person's own words, without what only joins them to the rest. */
const wordsOf = (text: string, { from, to }: Range): string => text.slice(from, to).replace(/^[\s,;–—-]+|[\s,;]+$/g, "");

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const other = { icon: Filter, name: "condition" };
const date = { icon: Calendar, name: "date" };
const kinds: Record<string, { icon: typeof Clock; name: string }> = {
  due_date: { icon: Calendar, name: "due date" },
  due_time: { icon: Clock, name: "time" },
  end_date: { icon: Calendar, name: "end" },
  end_time: { icon: Clock, name: "end" },
  due_from: date,
  due_to: date,
  completed_from: date,
  completed_to: date,
  rrule: { icon: Again, name: "repetition" },
  duration_min: { icon: Hourglass, name: "duration" },
  priority: { icon: Flag, name: "priority" },
  labels: { icon: Tag, name: "label" },
  project: { icon: Folder, name: "project" },
  reminders: { icon: Bell, name: "reminder" },
} satisfies Record<string, { icon: typeof Clock; name: string }> & Record<Span["slot"], unknown>;
