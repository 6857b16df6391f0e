import { describe, expect, it, vi } from "vitest";
import { api, Fault } from "./http";
import { aTask } from "./testing";

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  vi.fn(async (_url: string, _init: RequestInit) => new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers }));

const faultOf = async (call: Promise<unknown>): Promise<Fault> => {
  const err = await call.then(() => undefined, (e: unknown) => e);
  if (!(err instanceof Fault)) throw new Error(`no Fault but ${err}`);
  return err;
};

describe("requests", () => {
  it("name the task, the key and the body", async () => {
    const fetch = answering(200, { version: 3, task: aTask("a/b") });
    await api(fetch).rename("a/b", "New", "key1");
    const [url, init] = fetch.mock.calls[0]!;
    expect([url, init.method, init.body]).toEqual(["/v1/tasks/a%2Fb", "PATCH", '{"title":"New"}']);
    expect(init.headers).toMatchObject({ "idempotency-key": "key1", "content-type": "application/json" });
  });
  it.each([
    ["GET", "/v1/tasks?status=all", (a: ReturnType<typeof api>) => a.tasks(), { version: 0, tasks: [] }],
    ["POST", "/v1/tasks/a/complete", (a: ReturnType<typeof api>) => a.complete("a", "k"), { version: 1, task: aTask("a") }],
    ["POST", "/v1/tasks/a/reopen", (a: ReturnType<typeof api>) => a.reopen("a", "k"), { version: 1, task: aTask("a") }],
    ["DELETE", "/v1/tasks/a", (a: ReturnType<typeof api>) => a.remove("a", "k"), { version: 1 }],
    ["GET", "/v1/sync/ticket", (a: ReturnType<typeof api>) => a.ticket(), { ticket: "t", expiresAt: "2026-11-23T09:00:00Z", url: "/v1/sync" }],
    ["POST", "/v1/chat", (a: ReturnType<typeof api>) => a.chat("i", "x", "UTC"), { reply: "", intent: "add", tasks: [], version: 1 }],
    ["GET", "/v1/chat?limit=50", (a: ReturnType<typeof api>) => a.turns(), {
      turns: [{ number: 1, id: "m1", at: "2026-11-23T09:00:00Z", text: "x", answer: { reply: "", intent: "add", tasks: [], version: 1 }, tasks: ["a"] }], more: true,
    }],
    ["GET", "/v1/chat?limit=50&before=7", (a: ReturnType<typeof api>) => a.turns(7), { turns: [], more: false }],
  ])("%s %s", async (method, url, call, body) => {
    const fetch = answering(200, body);
    expect(await call(api(fetch))).toEqual(body);
    expect([fetch.mock.calls[0]![1].method, fetch.mock.calls[0]![0]]).toEqual([method, url]);
  });
});

describe("a message", () => {
  it("says which question it answers", async () => {
    const fetch = answering(200, { reply: "", intent: "confirm", tasks: [], version: 1 });
    await api(fetch).chat("i", "yes", "UTC", undefined, "asked");
    expect(fetch.mock.calls[0]![1].body).toBe('{"id":"i","text":"yes","timeZone":"UTC","answers":"asked"}');
  });
});

describe("taking back", () => {
  it("names the command, or the version", async () => {
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => new Response('{"version":3}'));
    const a = api(fetch);
    await a.undo("m1-0", "k1");
    await a.undo(7, "k2");
    await a.redo(7, "k3");
    const asked = fetch.mock.calls.map(([url, { body, headers }]) => {
      const h = headers as Record<string, string>;
      return [url, body, h["idempotency-key"], h["if-match"]];
    });
    expect(asked).toEqual([
      ["/v1/undo", '{"command":"m1-0"}', "k1", undefined],
      ["/v1/undo", "{}", "k2", '"7"'],
      ["/v1/redo", undefined, "k3", '"7"'],
    ]);
  });
});

describe("what fails", () => {
  const problem = { type: "about:blank", title: "No", status: 422, code: "empty_title", detail: "A task needs a title." };

  it("a problem gives its words, its code and how long to wait", async () => {
    expect(await faultOf(api(answering(422, problem)).tasks())).toMatchObject({ words: "A task needs a title.", passing: false, code: "empty_title" });
    const busy = { ...problem, status: 503, code: "unavailable", detail: undefined, title: "Starting" };
    expect(await faultOf(api(answering(503, busy, { "retry-after": "2" })).tasks())).toMatchObject({ words: "Starting", passing: true, waitMs: 2000 });
  });
  it("an answer that is no problem document still has words", async () => {
    expect(await faultOf(api(answering(502, "<html>")).tasks())).toMatchObject({ words: "Errand is not well just now.", passing: true });
    expect(await faultOf(api(answering(404, "")).tasks())).toMatchObject({ words: "The server would not do that (404).", passing: false });
  });
  it("no answer may be asked again", async () => {
    const fault = await faultOf(api(async () => { throw new TypeError("failed to fetch"); }).tasks());
    expect(fault).toMatchObject({ words: "Errand cannot be reached.", passing: true });
  });
  it("an answer of the wrong shape is told, and not asked again", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await faultOf(api(answering(200, { version: 1 })).tasks())).toMatchObject({ passing: false });
    expect(String(log.mock.calls[0]![0])).toContain("GET /v1/tasks?status=all.tasks: expected a list");
    log.mockRestore();
  });
});
