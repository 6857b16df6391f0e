// Opens the built page in Chromium against the mock server, does what a person
// would, checks what they would see, and keeps pictures in look/.
// `npm run look`; CHROMIUM names another browser.

import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startMock } from "./mock-server.mjs";

const pictures = fileURLToPath(new URL("../look/", import.meta.url));
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

await mkdir(pictures, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), "errand-look-"));
const mock = await startMock();
const mistakes = [];
let page;
let browser;

/** Opens the page in a browser of its own: a desk's, or a phone's. */
async function open(kind, options) {
  await browser?.close();
  browser = await chromium.launchPersistentContext(join(profile, kind), {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
    ...options,
  });
  page = await browser.newPage();
  page.on("pageerror", (err) => mistakes.push(err.message));
  // The faults that are made on purpose are logged by the browser itself.
  page.on("console", (m) => m.type() === "error" && !/503|net::ERR|WebSocket|422|404/.test(m.text()) && mistakes.push(m.text()));
  await page.goto(mock.url);
  await seen(page.getByText("Live", { exact: true }));
}

const say = async (text) => {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
};
const row = (title) => page.getByRole("region", { name: "Your list" }).getByRole("listitem").filter({ hasText: title });
const seen = (locator) => locator.waitFor({ state: "visible", timeout: 5000 });
const gone = (locator) => locator.waitFor({ state: "detached", timeout: 5000 });
const settle = () => page.waitForTimeout(700);
const picture = async (name) => {
  await settle();
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const accessible = async (where) => {
  await settle();
  await page.evaluate(`${axe}; 0`).catch(() => {});
  const { violations } = await page.evaluate(() => window.axe.run());
  for (const v of violations) mistakes.push(`${where}: ${v.id}: ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
};

try {
  const day = (n) => new Date(Date.now() + n * 86_400_000).toLocaleDateString("sv-SE");
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  // An empty list, and the welcome.
  await open("desk", { viewport: { width: 1280, height: 820 } });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "message", "the input has focus");
  await picture("1-welcome");
  await accessible("welcome");
  await page.getByRole("button", { name: "Call Mum" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await seen(row("Call Mum").getByText("Tomorrow 17:00"));

  // Others' changes appear without a reload.
  mock.list.add({ title: "Renew the passport", due: { date: day(-3), timeZone }, priority: 1, labels: ["papers"] });
  mock.list.add({ title: "Send Aylin the photographs from the lake", due: { date: day(-1), time: "18:30", timeZone } });
  mock.list.add({ title: "Water the tomatoes", due: { date: day(0), timeZone }, labels: ["garden"] });
  mock.list.add({ title: "Book the dentist", due: { date: day(4), timeZone }, priority: 2, labels: ["health"] });
  mock.list.add({ title: "Hand in the tax papers", due: { date: day(40), time: "12:00", timeZone }, priority: 2, labels: ["papers", "home"] });
  mock.list.add({ title: "Learn to make Grandmother’s plum dumplings", labels: ["kitchen"] });
  mock.list.add({ title: "Fix the squeaking door", priority: 4 });
  for (const title of ["Buy stamps", "Return the library books"]) {
    const { body } = mock.list.add({ title });
    mock.list.complete(body.task.id);
  }
  await seen(row("Renew the passport"));

  // How it was read: a tap on a chip, Undo, and the other reading.
  await say("🥛 Call friday about today !high #home");
  await seen(row("Call friday about").getByText("Today"));
  await picture("2a-chips");
  await accessible("chips");
  await page.getByRole("button", { name: /^“today” was read as the due date/ }).click();
  await seen(row("🥛 Call friday about today"));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "message", "focus is where the next thing is said");
  await page.getByRole("log").getByText("“today” is part of the title").waitFor();
  await picture("2b-corrected");
  await page.getByRole("button", { name: "Undo" }).last().focus();
  await page.keyboard.press("Enter");
  await seen(page.getByRole("button", { name: "Redo" }));
  await seen(row("🥛 Call friday about").locator("time"));
  assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ""), /Redo/, "focus stays on the button");
  await page.keyboard.press("Enter");
  await gone(row("🥛 Call friday about").locator("time"));
  await say("Meet Anna 3/4");
  await seen(page.getByRole("button", { name: "Saturday 3 Apr 2027 instead" }));
  await say("delete everything");
  await seen(page.getByRole("button", { name: "Yes", exact: true }));
  await picture("2c-question");
  await accessible("question");
  await page.getByRole("button", { name: "No", exact: true }).click();
  await seen(page.getByText("I have left everything as it is."));
  await gone(page.getByRole("button", { name: "Yes", exact: true }));

  // A conversation.
  await say("Pick up the parcel at 11:45pm #errands");
  await seen(row("Pick up the parcel").getByText("Today 23:45"));
  await say("done stamps and things");
  await seen(page.getByText("I found nothing like"));
  await say("What is on my list?");
  await seen(page.getByText("These come first"));
  await picture("2-desktop");
  await accessible("desktop");

  // Completing, by keyboard; focus stays in the list.
  await page.getByRole("checkbox", { name: "Complete Fix the squeaking door" }).focus();
  await page.keyboard.press("Space");
  await gone(row("Fix the squeaking door"));
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /^Complete /, "focus is on a row");
  await page.getByRole("button", { name: "Done 3" }).click();
  assert.equal(await page.getByRole("checkbox", { name: "Complete Fix the squeaking door" }).isChecked(), true);
  await page.getByRole("checkbox", { name: "Complete Fix the squeaking door" }).click();
  await seen(page.locator("[data-group='No date']").getByText("Fix the squeaking door"));

  // Renaming and deleting in place.
  await page.getByRole("button", { name: "Rename Book the dentist" }).click();
  await page.keyboard.type("Book the dentist for Leo");
  await picture("3-renaming");
  await page.keyboard.press("Enter");
  await seen(row("Book the dentist for Leo"));
  await page.getByRole("button", { name: "Delete Fix the squeaking door" }).click();
  await picture("4-deleting");
  await accessible("deleting");
  await page.keyboard.press("Escape");
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""), /^Delete Fix/, "focus is back on the bin");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Yes, delete" }).click();
  await gone(row("Fix the squeaking door"));

  // A refusal is put back, with words.
  mock.list.tasks.delete([...mock.list.tasks.values()].find((t) => t.title.startsWith("Learn")).id); // behind everyone's back
  await page.getByRole("checkbox", { name: "Complete Learn to make" }).click();
  await seen(row("Learn to make").getByRole("alert"));
  assert.equal(await page.getByRole("checkbox", { name: "Complete Learn to make" }).isChecked(), false);
  await picture("5-put-back");
  mock.list.tasks.clear(); // a list that began anew
  mock.list.version = 0;
  mock.forget();
  mock.list.add({ title: "Take the cat to the vet", due: { date: day(2), time: "10:15", timeZone }, labels: ["cat"] });
  mock.cut();
  await gone(row("Renew the passport"));
  await seen(row("Take the cat to the vet"));

  // Something comes due.
  await say("Take the bread out of the oven in 2 seconds");
  const toast = page.getByRole("status").getByText("Take the bread out of the oven");
  await seen(toast);
  await picture("6-toast");
  await accessible("toast");
  await page.getByRole("button", { name: "Done: Take the bread" }).click();
  await gone(toast);

  // A lost answer: sent again under the same id, done once.
  mock.faults.lose = 1;
  await say("Buy lamp oil");
  await seen(page.getByText("It is on your list.").last());
  assert.equal([...mock.list.tasks.values()].filter((t) => t.title === "Buy lamp oil").length, 1, "done once");

  // The server away: said in words, kept over a reload, and delivered when it is back.
  mock.faults.fail = 1e9;
  mock.cut();
  await seen(page.getByText("Reconnecting…"));
  await say("Sweep the stairs");
  await seen(page.getByText("Trying again…").last());
  await picture("7-away");
  await page.reload();
  await seen(page.getByText("Sweep the stairs"));
  mock.faults.fail = 0;
  await page.getByText("Live", { exact: true }).waitFor({ timeout: 20_000 });
  await row("Sweep the stairs").waitFor({ timeout: 20_000 });

  // Facts missed while the line was down, and forgotten by the server.
  mock.faults.deaf = true;
  mock.cut();
  mock.list.add({ title: "Said while nobody listened" });
  mock.forget();
  mock.faults.deaf = false;
  await row("Said while nobody listened").waitFor({ timeout: 20_000 });

  // Night.
  for (const [title, n, time, priority, label] of [["Renew the passport", -3, undefined, 1, "papers"], ["Water the tomatoes", 0, undefined, undefined, "garden"],
    ["Hand in the tax papers", 9, "12:00", 2, "home"], ["Learn to make plum dumplings", undefined, undefined, 3, "kitchen"]]) {
    mock.list.add({ title, ...(n === undefined ? {} : { due: { date: day(n), timeZone, ...(time && { time }) } }), ...(priority && { priority }), labels: [label] });
  }
  await seen(row("Renew the passport"));
  await page.emulateMedia({ colorScheme: "dark" });
  mock.list.ring([...mock.list.tasks.values()].find((t) => t.title === "Water the tomatoes").id);
  await picture("8-dark");
  await accessible("dark");
  await page.getByRole("button", { name: "Dismiss: Water" }).click();

  // A long list: reminders and changes keep their pace.
  await page.emulateMedia({ colorScheme: "light" });
  mock.faults.deaf = true;
  mock.cut();
  const long = [];
  for (let i = 0; i < 10_000; i++) long.push(mock.list.add({ title: `Task number ${i}` }).body.task.id);
  mock.faults.deaf = false;
  await page.getByRole("button", { name: "Show 100 more" }).waitFor({ timeout: 20_000 });
  const started = Date.now();
  mock.list.add({ title: "The one after ten thousand", due: { date: day(0), timeZone } });
  await seen(row("The one after ten thousand"));
  const took = Date.now() - started;
  for (const id of long) mock.list.remove(id);
  await gone(row("Task number 1").first());
  console.log(`a fact in a list of 10,000 was on the screen after ${took} ms`);


  // What was said long ago comes as the person scrolls up, and what they read stays in its place.
  for (let i = 0; i < 120; i++) {
    await fetch(`${mock.url}/v1/chat`, { method: "POST", body: JSON.stringify({ id: `old-${i}`, text: `Old task ${i}`, timeZone: "UTC" }) });
  }
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await seen(page.getByRole("log").getByText("Old task 119", { exact: true }).first());
  const log = page.getByRole("log");
  assert.equal(await log.getByText("Old task 40", { exact: true }).count(), 0, "not all at once");
  await log.evaluate((el) => el.scrollTo(0, 300));
  await page.getByRole("log").getByText("Old task 40", { exact: true }).waitFor({ state: "attached" });
  assert.ok((await log.evaluate((el) => el.scrollTop)) > 1000, "what was read stays in its place");
  await picture("8a-scrolled");
  for (let i = 0; i < 6; i++) {
    await log.evaluate((el) => el.scrollTo(0, 0));
    await settle();
  }
  await log.getByText("Call Mum tomorrow at 5pm").first().waitFor({ state: "attached" });
  await accessible("scrolled");
  for (const t of [...mock.list.tasks.values()]) if (t.title.startsWith("Old task")) mock.list.remove(t.id);

  // A phone.
  await open("phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
  await say("Pick up the parcel today #errands");
  await seen(page.getByText("I will remind you."));
  await picture("9-phone-chat");
  await accessible("phone chat");
  await page.getByRole("button", { name: /^List/ }).tap();
  await seen(row("Renew the passport"));
  await picture("10-phone-list");
  await accessible("phone list");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  mock.list.ring([...mock.list.tasks.values()].find((t) => t.title === "Water the tomatoes").id);
  await seen(page.getByRole("status").getByText("Water the tomatoes"));
  await picture("11-phone-dark");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wide, false, "nothing hangs over the edge of a phone");

  assert.deepEqual(mistakes, []);
  console.log(`all seen; pictures in ${pictures}`);
} catch (err) {
  await page?.screenshot({ path: join(pictures, "failed.png") });
  console.error("mistakes of the page:", mistakes);
  throw err;
} finally {
  await browser?.close();
  await mock.close();
  await rm(profile, { recursive: true, force: true });
}
