// Looks at the page in Debian's Chromium for browser_test.go: `node browser.mjs
// <url>`. It opens the page once and never again, then does what standard
// input asks, a JSON array a line, [verb, ...arguments], and answers with
// {"value": …} or {"error": "…"}. It ends with its standard input.
//
// What the page does wrong is a mistake: an exception, a line of error on the
// console, a breach of the content policy, a second load. While an outage is
// made on purpose, the browser's own words about requests that fail are not.

import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const { chromium } = createRequire(new URL("../../ui/package.json", import.meta.url))("playwright-core");
const url = process.argv[2];
const patience = 20_000; // ms, for anything to be seen

const profile = await mkdtemp(join(tmpdir(), "errand-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 820 },
  timezoneId: "Europe/Berlin",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
browser.setDefaultTimeout(patience);

const page = browser.pages()[0] ?? (await browser.newPage());
const mistakes = [];
let loads = 0;
let outage = false;
const ofTheNetwork = /^Failed to load resource: |^WebSocket connection to /;
page.on("pageerror", (err) => mistakes.push(`exception: ${err.stack ?? err.message}`));
page.on("console", (m) => {
  if (m.type() !== "error" && m.type() !== "warning") return;
  if (outage && ofTheNetwork.test(m.text())) return;
  mistakes.push(`console ${m.type()}: ${m.text()} (${m.location().url})`);
});
page.on("framenavigated", (frame) => {
  if (frame === page.mainFrame() && ++loads > 1) mistakes.push(`load ${loads} of the page: ${frame.url()}`);
});
page.on("crash", () => mistakes.push("the page crashed"));
await page.exposeFunction("breach", (what) => mistakes.push(`content policy: ${what}`));
await page.addInitScript(() => {
  document.addEventListener("securitypolicyviolation", (e) => window.breach(`${e.violatedDirective} ${e.blockedURI}`));
});

const row = (title) => page.getByRole("region", { name: "Your list" }).getByRole("listitem").filter({ hasText: title });
const seen = (locator) => locator.waitFor({ state: "visible" });
const gone = (locator) => locator.waitFor({ state: "hidden" });

const log = page.getByRole("log");
const markPage = () =>
  page.evaluate(() => {
    window.mark = "opened once";
    window.lines = [];
    const line = document.querySelector(".line");
    const note = () => window.lines.at(-1) !== line.dataset.line && window.lines.push(line.dataset.line);
    new MutationObserver(note).observe(line, { attributes: true });
    note();
  });

const verbs = {
  /** Opens the page, leaves a mark on it, and writes down each state of the line. */
  async open() {
    await page.goto(url);
    await markPage();
  },
  /** Loads the page anew, on purpose, as another tab would: without what this one remembers. */
  async anew() {
    await page.evaluate(() => sessionStorage.clear());
    loads = 0;
    await page.reload();
    await markPage();
  },
  async say(text) {
    await page.getByLabel("Message", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Send", exact: true }).click();
  },
  /** A text in the conversation. */
  hears: (text) => seen(page.getByRole("log").getByText(text).last()),
  /** How many messages and answers have the text. */
  heard: (text) => log.getByText(text).count(),
  /** Presses the last button of the conversation whose name begins so; its name in full is the answer. */
  async tap(name) {
    const button = log.getByRole("button", { name: new RegExp("^" + name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) }).last();
    const full = (await button.getAttribute("aria-label")) ?? (await button.innerText());
    await button.click();
    return full;
  },
  /** A button of the conversation. */
  button: (name) => seen(log.getByRole("button", { name, exact: true }).last()),
  noButton: (name) => gone(log.getByRole("button", { name, exact: true }).last()),
  /** What has focus, by its name. */
  focus: () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim()),
  key: (key) => page.keyboard.press(key),
  /** Scrolls the conversation to its beginning; how far that is from the top now is the answer, in px. */
  async scrollUp() {
    await log.evaluate((el) => el.scrollTo(0, 0));
    await page.waitForTimeout(300);
    return log.evaluate((el) => el.scrollTop);
  },
  night: (on) => page.emulateMedia({ colorScheme: on ? "dark" : "light" }),
  row: (title) => seen(row(title)),
  /** A task of that title with these words beside it. */
  rowWith: (title, words) => seen(row(title).getByText(words)),
  noRow: (title) => gone(row(title)),
  rows: (title) => row(title).count(),
  complete: (title) => page.getByRole("checkbox", { name: `Complete ${title}` }).click(),
  toast: (title) => seen(page.getByRole("status").getByText(title, { exact: true })),
  noToast: (title) => gone(page.getByRole("status").getByText(title, { exact: true })),
  press: (button) => page.getByRole("button", { name: button }).click(),
  /** The words about the line, as the person reads them. */
  line: (words) => seen(page.locator(".line").getByText(words, { exact: true })),
  /** The states of the line since it was last asked. */
  lines: () => page.evaluate(() => window.lines.splice(0, window.lines.length, window.lines.at(-1))),
  outage(on) {
    outage = on;
  },
  size: (width, height) => page.setViewportSize({ width, height }),
  /** How far the page hangs over the edge, in px. */
  overhang: () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  async picture(path) {
    await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations !== Infinity).map((a) => a.finished)));
    await page.screenshot({ path });
  },
  /** All that the page says, for who wants to know why. */
  text: () => page.locator("body").innerText(),
  /** The mark, which a reload would take away, and the mistakes. */
  end: async () => ({ mark: await page.evaluate(() => window.mark ?? "none"), loads, mistakes }),
};

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const [verb, ...args] = JSON.parse(line);
    let answer;
    try {
      answer = { value: (await verbs[verb](...args)) ?? null };
    } catch (err) {
      answer = { error: err.message };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 3 });
}
