import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { clock, type Change, channelNames, type NotifyApi, type PushHere, type Receipt, say, type Settings } from "../notify";

interface Props {
  api: NotifyApi;
  push: PushHere | undefined;
}

/** How the person wants to be told. Switches count at once; what is typed when it is saved. */
export function Choices({ api, push }: Props) {
  const [settings, setSettings] = useState<Settings>();
  const [here, setHere] = useState<string>();
  const [said, setSaid] = useState<{ words: string; bad: boolean }>();
  const [tested, setTested] = useState<readonly Receipt[]>();

  const doing = async (what: () => Promise<void>, done?: string): Promise<void> => {
    setSaid(undefined);
    try {
      await what();
      if (done) setSaid({ words: done, bad: false });
    } catch (err) {
      setSaid({ words: (err as Error).message, bad: true });
    }
  };
  useEffect(() => {
    void doing(async () => {
      setSettings(await api.settings());
      setHere(await push?.current());
    });
  }, [api, push]);

  if (!settings) return said ? <p role="alert" className="notify-trouble">{said.words}</p> : <p className="notify-none">…</p>;
  const change = (c: Change, done?: string) => doing(async () => setSettings(await api.change(c)), done);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => (form.has(name) ? { [name]: String(form.get(name)) } : {});
    void change({ ...field("emailTo"), ...field("ntfyTopic"), ...field("digestAt") }, "Saved.");
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
    <input type="checkbox" role="switch" aria-label={channelNames[channel]} checked={settings[channel]} onChange={(e) => void change({ [channel]: e.target.checked })} />
  );

  return (
    <form className="notify-settings" onSubmit={submit} key={`${settings.emailTo} ${settings.ntfyTopic} ${settings.digestAt}`}>
      <h3>How to tell me</h3>
      {has("push") && (
        <Way name="This browser" about={push ? devices(settings) : "It takes no push messages."}>
          {push && (
            <button type="button" onClick={() => void (here ? pushOff() : pushOn())} aria-label={here ? "Turn off push messages in this browser" : "Turn on push messages in this browser"}>
              {here ? "Turn off" : "Turn on"}
            </button>
          )}
        </Way>
      )}
      {has("email") && (
        <Way name="E-mail" field={<input type="email" name="emailTo" aria-label="E-mail address" defaultValue={settings.emailTo} />}>
          {toggle("email")}
        </Way>
      )}
      {has("ntfy") && (
        <Way name="ntfy" field={<input name="ntfyTopic" aria-label="ntfy topic" placeholder="topic" defaultValue={settings.ntfyTopic} pattern="[\-_A-Za-z0-9]{0,64}" />}>
          {toggle("ntfy")}
        </Way>
      )}
      {has("webhook") && <Way name="Webhook" about="To the address that the server was given.">{toggle("webhook")}</Way>}
      <Way name="Daily digest" about="One message a day instead of one for each."
        field={settings.digest !== "none" && <input type="time" name="digestAt" aria-label="When the digest comes" defaultValue={settings.digestAt} required />}>
        <select aria-label="What comes in the daily digest" value={settings.digest} onChange={(e) => void change({ digest: e.target.value })}>
          <option value="none">Off</option>
          <option value="low">Low priority</option>
          <option value="all">Everything</option>
        </select>
      </Way>
      <p className="notify-tools">
        <button type="submit" className="primary">Save</button>
        <button type="button" onClick={() => void doing(async () => setTested(await api.test()))}>Send me a test</button>
        {said && <span role={said.bad ? "alert" : "status"} className={said.bad ? "notify-trouble" : "notify-none"}>{said.words}</span>}
      </p>
      {tested && (
        <ul role="status" aria-label="The test" className="notify-tested">
          {tested.length === 0 ? <li>There is no channel to test.</li> : tested.map((r) => <li key={r.channel + (r.device ?? "")}>{say(r, clock)}</li>)}
        </ul>
      )}
    </form>
  );
}

/** One way to be told: its name, what is to be said or typed about it, and its switch. */
function Way({ name, about, field, children }: { name: string; about?: string; field?: ReactNode; children: ReactNode }) {
  return (
    <div className="notify-way">
      <div>
        <strong>{name}</strong>
        {about && <small>{about}</small>}
        {field}
      </div>
      {children}
    </div>
  );
}

const devices = (settings: Settings): string =>
  settings.devices.length > 0 ? `Push goes to ${settings.devices.map((d) => d.name).join(", ")}.` : "Push messages, even while this page is closed.";
