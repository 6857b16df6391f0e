import { useCallback, useEffect, useRef, useState } from "react";
import { clock, type NotifyApi, type Note, type PushHere, say, showHere, type Told, unread } from "../notify";
import type { Task } from "../wire";
import { Choices } from "./Choices";
import { Bell, Cross } from "./icons";

interface Props {
  api: NotifyApi;
  push: PushHere | undefined;
  /** The tasks that ring now. */
  ringing: readonly Task[];
}

/** How long after a ring the receipts are fetched: notify writes them a moment later. */
const settleMs = 1500;

/** A bell with the number of what was not looked at; behind it what was told, with receipts, and the settings. */
export function Notifications({ api, push, ringing }: Props) {
  const [told, setTold] = useState<Told>({ notifications: [], seen: 0 });
  const [trouble, setTrouble] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLDialogElement>(null);
  const shown = useRef(new Set<string>());

  const load = useCallback(async () => {
    try {
      setTold(await api.told());
      setTrouble(undefined);
    } catch (err) {
      setTrouble((err as Error).message);
    }
  }, [api]);

  const rang = ringing.map((t) => t.id).join(" ");
  useEffect(() => {
    const fresh = ringing.filter((t) => !shown.current.has(t.id));
    shown.current = new Set(ringing.map((t) => t.id));
    void showHere(fresh.map((t) => t.title), push);
    const timer = setTimeout(() => void load(), ringing.length > 0 ? settleMs : 0);
    return () => clearTimeout(timer);
  }, [rang, load, push]);

  const open = async (): Promise<void> => {
    panel.current?.showModal();
    setOpen(true);
    await load();
  };
  const close = (): void => {
    setOpen(false);
    const newest = told.notifications[0]?.version ?? 0;
    if (newest > told.seen) {
      setTold({ ...told, seen: newest });
      api.seen(newest).catch((err: Error) => setTrouble(err.message));
    }
  };

  const count = unread(told);
  return (
    <>
      <button type="button" className="bell-button" aria-label={count > 0 ? `Notifications, ${count} new` : "Notifications"} onClick={() => void open()}>
        <Bell />
        {count > 0 && <span className="bell-count" aria-hidden="true">{count}</span>}
      </button>
      <dialog ref={panel} className="notify" aria-labelledby="notify-title" onClose={close}>
        <div className="notify-head">
          <h2 id="notify-title">Notifications</h2>
          <button type="button" className="notify-close" aria-label="Close" onClick={() => panel.current?.close()}>
            <Cross />
          </button>
        </div>
        {trouble && <p role="alert" className="notify-trouble">{trouble}</p>}
        {isOpen && <Receipts told={told} />}
        {isOpen && <Choices api={api} push={push} />}
      </dialog>
    </>
  );
}

/** What was told, newest first. */
export function Receipts({ told }: { told: Told }) {
  if (told.notifications.length === 0) return <p className="notify-none">Nothing has come due yet.</p>;
  return (
    <ul className="notify-list">
      {told.notifications.map((n) => (
        <li key={n.version} data-new={n.version > told.seen}>
          <details>
            <summary>
              <strong dir="auto">{n.title}</strong>
              <time dateTime={n.dueAt}>{clock(n.dueAt)}</time>
              <span className="notify-states">{n.channels.map((c) => say(c, clock)).join(" · ")}</span>
            </summary>
            <Attempts note={n} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function Attempts({ note }: { note: Note }) {
  return (
    <ol>
      {note.attempts.map((a, i) => (
        <li key={i}>
          {clock(a.at)}, try {a.attempt}: {say(a, clock)}
        </li>
      ))}
    </ol>
  );
}
