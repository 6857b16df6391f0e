// A server that keeps the promises of the chat and sync apps, in memory, for
// looking at the page and for tests of its verbs: versions without gaps, a
// repeated id is done once, the socket says hello, facts in order, resync
// when it cannot prove that nothing was missed, and ping.
//
// It serves the built page too, under a content policy as strict as can be.
// `npm run mock`, then open the address that it prints.

import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";
import { MockList } from "./mock-list.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const maxBody = 64 * 1024;

/** Starts the server; `faults` may be changed while it runs. */
export async function startMock({ port = 0, pingMs = 20_000, ring = 200 } = {}) {
  const list = new MockList({ ring });
  /** fail: the next so many API calls answer 503. lose: that many are done, and the answer lost. delayMs: each call waits. deaf: no socket is let in. */
  const faults = { fail: 0, lose: 0, delayMs: 0, deaf: false, quiet: false };
  const sockets = new Set();
  const tickets = new Set();
  const turns = [];

  const http = createServer((req, res) => {
    serve(req, res).catch((err) => {
      console.error(err);
      res.destroy();
    });
  });

  async function serve(req, res) {
    const url = new URL(req.url, "http://mock");
    if (!url.pathname.startsWith("/v1/")) return serveFile(url.pathname, res);
    if (faults.delayMs) await new Promise((done) => setTimeout(done, faults.delayMs));
    if (faults.fail > 0) {
      faults.fail--;
      return problem(res, 503, "unavailable", "Errand is starting again. Nothing was lost.", { "retry-after": "0" });
    }
    const body = await read(req);
    if (body === undefined) return problem(res, 400, "bad_json", "The request is not JSON.");
    const answer = handle(req, url, body);
    if (faults.lose > 0 && req.method !== "GET") {
      faults.lose--;
      return res.destroy(); // done, but the answer never comes
    }
    if (answer.problem) return problem(res, answer.status, answer.code, answer.problem);
    const headers = { "content-type": "application/json" };
    if (answer.body.version !== undefined) headers.etag = `"${answer.body.version}"`;
    res.writeHead(answer.status ?? 200, headers).end(JSON.stringify(answer.body));
  }

  /** Keeps the first answer to a message. */
  function heard({ id, text, correction }, answer) {
    if (correction && answer.body) answer.body.correction = correction;
    if (!answer.problem && !turns.some((turn) => turn.id === id)) {
      const { tasks, ...rest } = answer.body;
      const number = turns.length + 1;
      turns.push({ number, id, at: new Date().toISOString(), text, answer: { ...rest, tasks: [] }, tasks: tasks.map((t) => t.id) });
    }
    return answer;
  }

  function handle(req, url, body) {
    const key = req.headers["idempotency-key"] ?? randomUUID();
    const [, , what, id, verb] = url.pathname.split("/").map(decodeURIComponent);
    const route = `${req.method} ${what}${id && what === "tasks" ? "/id" : id ? `/${id}` : ""}${verb ? `/${verb}` : ""}`;
    switch (route) {
      case "GET tasks": {
        const want = url.searchParams.get("status") ?? "open";
        const tasks = [...list.tasks.values()].filter((t) => want === "all" || Boolean(t.completedAt) === (want === "done"));
        return { body: { version: list.version, tasks } };
      }
      case "POST tasks":
        return list.command(key, () => list.add(body), 201);
      case "POST tasks/id/complete":
        return list.command(key, () => list.complete(id));
      case "POST tasks/id/reopen":
        return list.command(key, () => list.reopen(id));
      case "PATCH tasks/id":
        return list.command(key, () => ("title" in body ? list.rename(id, body.title) : list.setDue(id, body.due)));
      case "DELETE tasks/id":
        return list.command(key, () => list.remove(id));
      case "POST chat":
        if (!body.id || typeof body.text !== "string") return { status: 400, code: "bad_request", problem: "A message needs an id and a text." };
        return heard(body, list.command(body.id, () => list.chat(body.text, body.timeZone ?? "UTC", body.correction)));
      case "GET chat": {
        const before = Number(url.searchParams.get("before") ?? Infinity);
        const past = turns.filter((turn) => turn.number < before);
        const limit = Number(url.searchParams.get("limit") ?? 50);
        return { body: { turns: past.slice(-limit), more: past.length > limit } };
      }
      case "POST undo":
        return list.command(key, () => list.undo(body.command));
      case "POST redo":
        if (req.headers["if-match"] && req.headers["if-match"] !== `"${list.version}"`) return { status: 412, code: "version_conflict", problem: "The list has changed." };
        return list.command(key, () => list.redo());
      case "GET notifications":
        return { body: { notifications: [], seen: 0 } };
      case "GET sync/ticket": {
        const ticket = randomUUID();
        tickets.add(ticket);
        return { body: { ticket, expiresAt: new Date(Date.now() + 60_000).toISOString(), url: "/v1/sync" } };
      }
      default:
        return { status: 404, code: "no_such_page", problem: "There is nothing here." };
    }
  }

  const ws = new WebSocketServer({ noServer: true });
  http.on("upgrade", (req, socket, head) => {
    const url = new URL(req.url, "http://mock");
    // A ticket lets one socket in.
    if (faults.deaf || url.pathname !== "/v1/sync" || !tickets.delete(url.searchParams.get("ticket"))) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    ws.handleUpgrade(req, socket, head, (client) => follow(client, Number(url.searchParams.get("since"))));
  });

  function follow(client, since) {
    const send = (frame) => !faults.quiet && client.readyState === client.OPEN && client.send(JSON.stringify(frame));
    const missed = list.after(since);
    send({ type: "hello", version: missed ? list.version : since });
    if (missed) for (const fact of missed) send(fact);
    else send({ type: "resync", version: list.version });
    sockets.add(client);
    client.send_ = send;
    const ping = setInterval(() => send({ type: "ping" }), pingMs);
    client.on("close", () => {
      clearInterval(ping);
      sockets.delete(client);
    });
  }
  list.onFact = (frame) => {
    for (const client of sockets) client.send_(frame);
  };

  await new Promise((done) => http.listen(port, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${http.address().port}`,
    list,
    faults,
    /** Cuts every line. */
    cut: () => {
      for (const client of sockets) client.terminate();
    },
    /** Forgets the facts, as a sync app that was started again has. */
    forget: () => list.forget(),
    close: async () => {
      for (const client of sockets) client.terminate();
      http.closeAllConnections();
      list.stop();
      await new Promise((done) => http.close(done));
    },
  };
}

async function serveFile(path, res) {
  const name = path === "/" ? "index.html" : normalize(path).replace(/^(\.\.[/\\])+/, "");
  try {
    const body = await readFile(join(dist, name));
    res.writeHead(200, {
      "content-type": types[extname(name)] ?? "application/octet-stream",
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
    });
    res.end(body);
  } catch {
    res.writeHead(404).end();
  }
}

async function read(req) {
  const chunks = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size <= maxBody) chunks.push(chunk);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}

function problem(res, status, code, detail, headers = {}) {
  res.writeHead(status, { "content-type": "application/problem+json", ...headers });
  res.end(JSON.stringify({ type: "about:blank", title: "That did not work", status, code, detail }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const mock = await startMock({ port: Number(process.env.PORT ?? 8090) });
  console.log(mock.url);
}
