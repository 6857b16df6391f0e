import { describe, expect, it } from "vitest";
import { browserName, bytes, deviceID, notifyApi, say, settings, told, unread } from "./notify";

const note = (version: number) => ({
  task: "a", version, title: "Buy milk", dueAt: "2026-11-23T08:10:00Z", toldAt: "2026-11-23T08:10:01Z",
  channels: [{ channel: "email", outcome: "waiting", at: "2026-11-23T08:10:01Z", attempt: 2, nextAt: "2026-11-23T08:10:30Z", error: "The mail server said 451." }],
  attempts: [{ channel: "email", outcome: "failed", at: "2026-11-23T08:10:01Z", attempt: 1 }],
});
const some = {
  available: ["in-app", "push"], email: true, emailTo: "a@example.org", push: true, devices: [{ id: "00", name: "Firefox", since: "2026-11-23T08:10:00Z" }],
  pushKey: "BA", webhook: true, ntfy: false, ntfyTopic: "", digest: "none", digestAt: "18:00",
};

/** A server that answers once, and what it was asked. */
function server(status: number, body: string) {
  const asked: string[] = [];
  const api = notifyApi(async (url, init) => {
    asked.push(`${init.method} ${url} ${init.body ?? ""}`);
    return new Response(status === 204 ? null : body, { status });
  });
  return { api, asked };
}

describe("what was told", () => {
  it("is read, and counted while it was not seen", () => {
    const t = told({ notifications: [note(9), note(7), note(5)], seen: 7 }, "told");
    expect(unread(t)).toBe(1);
    expect(t.notifications[0]?.attempts[0]).toEqual({ channel: "email", outcome: "failed", at: "2026-11-23T08:10:01Z", attempt: 1 });
  });
  it("is refused by name when it is of another shape", () => {
    expect(() => told({ notifications: [{ ...note(9), version: "9" }], seen: 0 }, "told")).toThrow("told.notifications[0].version");
    expect(() => settings({ ...some, email: "yes" }, "s")).toThrow("s.email");
  });
  it("is said in words", () => {
    const [r] = note(9).channels;
    expect(say(r!, () => "8:10")).toBe("E-mail: not yet, tried at 8:10 – The mail server said 451.");
    expect(say({ channel: "push", device: "Firefox", outcome: "sent", at: "" }, String)).toBe("Push (Firefox): sent");
  });
});

describe("the calls", () => {
  it("ask as the API says", async () => {
    const { api, asked } = server(204, "");
    await api.seen(7);
    await api.unsubscribe("00ff");
    expect(asked).toEqual(['POST /v1/notifications/seen {"version":7}', "DELETE /v1/notifications/push?id=00ff "]);
  });
  it("fail with the server's words", async () => {
    const { api } = server(422, '{"detail":"There is no such time of day; one looks like 18:00."}');
    await expect(api.change({ digestAt: "25:00" })).rejects.toThrow("There is no such time of day");
    await expect(server(502, "<html>").api.settings()).rejects.toThrow("That did not work just now.");
    const away = notifyApi(() => Promise.reject(new TypeError("fetch failed")));
    await expect(away.told()).rejects.toThrow("Errand cannot be reached.");
  });
});

describe("push", () => {
  it("knows a browser by the id that the server makes", async () => {
    expect(await deviceID("https://push.example/x")).toMatch(/^[0-9a-f]{16}$/);
  });
  it("reads base64url", () => {
    expect([...bytes("-_8A")]).toEqual([0xfb, 0xff, 0x00]);
  });
  it("names browsers", () => {
    expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux");
    expect(browserName("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")).toBe("Chrome on Android");
    expect(browserName("")).toBe("A browser");
  });
});
