import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Ctrl } from "../ctrl";
import { groups, type Here } from "../due";
import type { NotifyApi, PushHere } from "../notify";
import { overlay } from "../pending";
import { loaded } from "../reduce";
import type { AnswerVerbs } from "./Answer";
import { Composer } from "./Composer";
import { Conversation } from "./Conversation";
import { Header, type Pane } from "./Header";
import { List } from "./List";
import { Notifications } from "./Notifications";
import { Toasts } from "./Toasts";

/** The whole page: the conversation, and the list beside it (on a phone: one of the two). */
export function App({ ctrl, notify, push }: { ctrl: Ctrl; notify: NotifyApi; push: PushHere | undefined }) {
  const state = useSyncExternalStore(ctrl.watch, () => ctrl.state, () => ctrl.state);
  const here = useHere(state.list.version);
  const [pane, setPane] = useState<Pane>("chat");
  const [draft, setDraft] = useState("");

  const { list, pending, talk, troubles } = state;
  const shown = useMemo(() => overlay(list.tasks, pending), [list.tasks, pending]);
  const grouped = useMemo(() => groups(shown, here), [shown, here]);
  const open = shown.length - grouped.Done.length;
  const ringing = useMemo(() => {
    const due = new Set(list.rings.map((r) => r.task));
    return shown.filter((s) => due.has(s.task.id) && !s.task.completedAt).map((s) => s.task);
  }, [shown, list.rings]);

  const verbs = useMemo(() => answerVerbs(ctrl), [ctrl]);

  useEffect(() => {
    document.title = ringing.length > 0 ? `(${ringing.length}) Due: ${ringing[0]?.title} – Errand` : "Errand";
  }, [ringing]);

  return (
    <div className="page" data-pane={pane}>
      <Header line={state.line} pane={pane} onPane={setPane} open={open} overdue={grouped.Overdue.length}>
        <Notifications api={notify} push={push} ringing={ringing} />
      </Header>
      <main className="body">
        <section className="talk-pane" aria-label="Chat">
          <Conversation
            talk={talk}
            here={here}
            earlier={state.earlier}
            verbs={verbs}
            onEarlier={() => void ctrl.earlier()}
            onRetry={(id) => ctrl.retry(id)}
            onSuggest={setDraft}
          />
          <Composer draft={draft} onDraft={setDraft} onSend={(text) => ctrl.send(text)} />
        </section>
        <List
          groups={grouped}
          here={here}
          loaded={loaded(list)}
          trouble={state.listTrouble}
          troubles={troubles}
          verbs={ctrl}
        />
      </main>
      <Toasts tasks={ringing} here={here} onDone={(id) => ctrl.complete(id)} onSeen={(id) => ctrl.seen(id)} />
    </div>
  );
}

/** What a tap in an answer does. What it leaves behind is gone, so focus goes to where the next thing is said. */
function answerVerbs(ctrl: Ctrl): AnswerVerbs {
  const then = (): void => {
    if (!matchMedia("(pointer: coarse)").matches) document.getElementById("message")?.focus();
  };
  return {
    literal: (id, part) => (ctrl.literal(id, part), then()),
    other: (id) => (ctrl.other(id), then()),
    answer: (id, text) => (ctrl.answer(id, text), then()),
    undo: (id) => ctrl.undo(id),
    redo: (id) => ctrl.redo(id),
  };
}

const tickMs = 5_000;

/** Now and here, looked at again with each change of the list, and every few seconds so that tasks become overdue by themselves. */
function useHere(version: number): Here {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), tickMs);
    return () => clearInterval(timer);
  }, []);
  return useMemo(look, [tick, version]);
}

const look = (): Here => ({ now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
