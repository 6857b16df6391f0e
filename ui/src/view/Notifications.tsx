import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { type Change, channelNames, type NotifyApi, type Note, type PushHere, type Receipt, say, type Settings, showHere, type Told, unread } from "../notify";
import type { Task } from "../wire";
import { Bell } from "./icons";

interface Props {
  api: NotifyApi;
  push: PushHere | undefined;
  /** The tasks that ring now. */
  ringing: readonly Task[];
}

/** How long after a ring the receipts are fetched: notify writes them a moment later. */
const settleMs = 1500;

const clock = (at: string): string => new Date(at).toLocaleString(undefined, { dateStyle: "short", timeStyle: "short" });

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
        <header>
          <h2 id="notify-title">Notifications</h2>
          <button type="button" onClick={() => panel.current?.close()}>Close</button>
        </header>
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
              <strong>{n.title}</strong> <time dateTime={n.dueAt}>{clock(n.dueAt)}</time>
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

/** How the person wants to be told. */
function Choices({ api, push }: { api: NotifyApi; push: PushHere | undefined }) {
  const [settings, setSettings] = useState<Settings>();
  const [here, setHere] = useState<string>();
  const [said, setSaid] = useState<string>();
  const [tested, setTested] = useState<readonly Receipt[]>();

  const doing = async (what: () => Promise<void>): Promise<void> => {
    setSaid(undefined);
    try {
      await what();
    } catch (err) {
      setSaid((err as Error).message);
    }
  };
  useEffect(() => {
    void doing(async () => {
      setSettings(await api.settings());
      setHere(await push?.current());
    });
  }, [api, push]);

  if (!settings) return said ? <p role="alert" className="notify-trouble">{said}</p> : <p>…</p>;
  const change = (c: Change) => doing(async () => setSettings(await api.change(c)));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => (form.has(name) ? { [name]: String(form.get(name)) } : {});
    void change({ ...field("emailTo"), ...field("ntfyTopic"), ...field("digestAt") });
  };
  const pushOn = () => doing(async () => {
    if (!push) return;
    await api.subscribe(await push.on(settings.pushKey));
    setHere(await push.current());
    setSettings(settings.push ? await api.settings() : await api.change({ push: true }));
  });
  const pushOff = () => doing(async () => {
    const id = await push?.off();
    if (id) await api.unsubscribe(id);
    setHere(undefined);
    setSettings(await api.settings());
  });
  const has = (channel: string) => settings.available.includes(channel);
  const toggle = (channel: "email" | "webhook" | "ntfy") => (
    <label className="notify-switch">
      <input type="checkbox" checked={settings[channel]} onChange={(e) => void change({ [channel]: e.target.checked })} /> {channelNames[channel]}
    </label>
  );

  return (
    <form className="notify-settings" onSubmit={submit} key={`${settings.emailTo} ${settings.ntfyTopic} ${settings.digestAt}`}>
      <h3>How to tell me</h3>
      {has("push") && (
        <p className="notify-switch">
          {push ? (
            <button type="button" onClick={() => void (here ? pushOff() : pushOn())}>{here ? "No push messages in this browser" : "Push messages in this browser"}</button>
          ) : (
            "This browser takes no push messages."
          )}
          {settings.devices.length > 0 && <span> Push goes to {settings.devices.map((d) => d.name).join(", ")}.</span>}
        </p>
      )}
      {has("email") && (
        <>
          {toggle("email")}
          <label>Address <input type="email" name="emailTo" defaultValue={settings.emailTo} /></label>
        </>
      )}
      {has("ntfy") && (
        <>
          {toggle("ntfy")}
          <label>Topic <input name="ntfyTopic" defaultValue={settings.ntfyTopic} pattern="[\-_A-Za-z0-9]{0,64}" /></label>
        </>
      )}
      {has("webhook") && toggle("webhook")}
      <label>
        Once a day, together{" "}
        <select value={settings.digest} onChange={(e) => void change({ digest: e.target.value })}>
          <option value="none">nothing</option>
          <option value="low">what has low priority</option>
          <option value="all">everything</option>
        </select>
      </label>
      {settings.digest !== "none" && <label>at <input type="time" name="digestAt" defaultValue={settings.digestAt} required /></label>}
      <p className="notify-tools">
        <button type="submit">Save</button>
        <button type="button" onClick={() => void doing(async () => setTested(await api.test()))}>Send me a test</button>
      </p>
      {said && <p role="alert" className="notify-trouble">{said}</p>}
      {tested && <ul role="status" aria-label="The test">{tested.length === 0 ? <li>There is no channel to test.</li> : tested.map((r) => <li key={r.channel + (r.device ?? "")}>{say(r, clock)}</li>)}</ul>}
    </form>
  );
}
