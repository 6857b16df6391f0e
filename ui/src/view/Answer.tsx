import { type Here, sayDue } from "../due";
import { redoes, type Reply, undoes } from "../talk";
import type { Range } from "../wire";
import { Chips } from "./Chips";
import { Tick, TurnBack } from "./icons";
import { Line, numberedLines, Quoting, Words } from "./Words";

/** What a person can do with an answer. */
export interface AnswerVerbs {
  literal(message: string, part: Range): void;
  other(message: string): void;
  undo(message: string): void;
  redo(message: string): void;
  /** Answers the question of a message. */
  answer(message: string, text: string): void;
}

interface Props {
  message: string;
  text: string;
  reply: Reply;
  here: Here;
  /** It is the last one, so a question of it still waits. */
  last: boolean;
  /** The message was read again since: this reading counts no more. */
  corrected: boolean;
  verbs: AnswerVerbs;
}

/** What came back: the words, how the message was read, and what one tap can do about it. */
export function Answer({ message, text, reply, here, last, corrected, verbs }: Props) {
  // Tasks that the words name need no card of their own.
  const cards = reply.text.includes("\n") ? [] : reply.tasks.filter((t) => !reply.text.includes(t.title));
  const choices = last ? reply.choices : undefined;
  const lines = choices && numberedLines(reply.text);
  const stands = !corrected && reply.back?.is !== "undone" && reply.back?.is !== "undoing";
  return (
    <div className="reply" data-undone={reply.back?.is === "undone"}>
      <Words text={reply.text} unnumbered={choices !== undefined} />
      {cards.length > 0 && (
        <div className="cards">
          {cards.map((task) => (
            <div className="card" key={task.id} data-done={Boolean(task.completedAt)}>
              {task.completedAt && <Tick />}
              <span className="card-title" dir="auto">{task.title}</span>
              {task.due && <span className="card-due">{sayDue(task, here)}</span>}
            </div>
          ))}
          {reply.more > 0 && <p className="more">and {reply.more} more</p>}
        </div>
      )}
      {last && reply.confirm && (
        <div className="ask" role="group" aria-label="Shall it be done?">
          <button type="button" className="strong" onClick={() => verbs.answer(message, "yes")}>
            Yes
          </button>
          <button type="button" onClick={() => verbs.answer(message, "no")}>
            No
          </button>
        </div>
      )}
      {choices && (
        <div className="ask choices" role="group" aria-label="Which one?">
          {choices.map((choice, i) => (
            <button type="button" key={i} onClick={() => verbs.answer(message, String(i + 1))}>
              <span className="number" aria-hidden="true">
                {i + 1}
              </span>
              <span>
                <Line line={lineOf(choice, lines?.get(i + 1))} />
              </span>
            </button>
          ))}
        </div>
      )}
      <div className="reply-foot">
        {stands && (
          <Chips text={text} reply={reply} onLiteral={(part) => verbs.literal(message, part)} onOther={() => verbs.other(message)} />
        )}
        {!corrected && <TakeBack reply={reply} onUndo={() => verbs.undo(message)} onRedo={() => verbs.redo(message)} />}
      </div>
    </div>
  );
}

/** A choice with what the words say beside it, when that line is about it. */
const lineOf = (choice: string, line: string | undefined): string => (line?.startsWith(choice) ? line : choice);

/** One button that undoes and redoes, so that focus stays where it is. */
function TakeBack({ reply, onUndo, onRedo }: { reply: Reply; onUndo(): void; onRedo(): void }) {
  const { back, undone = 0, undo = [] } = reply;
  const inPart = back?.is === "refused" && undone > 0;
  if (back?.is === "refused" && !inPart) {
    return (
      <p className="back-words" role="alert">
        {back.redo ? "Not done again." : "Not undone."} <Quoting text={back.words} />
      </p>
    );
  }
  const busy = back?.is === "undoing" || back?.is === "redoing";
  const canUndo = undoes(reply).length > 0;
  if (!busy && !canUndo && redoes(reply) === undefined) return null;
  const redo = !canUndo && back?.is !== "undoing";
  return (
    <p className="back">
      {back?.is === "undone" && <span className="back-words">Undone</span>}
      {inPart && (
        <span className="back-words" role="alert">
          Undone in part: {undone} of {undo.length}. <Quoting text={back.words} />
        </span>
      )}
      <button type="button" aria-disabled={busy} data-redo={redo} onClick={() => (busy ? undefined : redo ? onRedo() : onUndo())}>
        <TurnBack /> {redo ? "Redo" : "Undo"}
      </button>
    </p>
  );
}
