import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { browserClock, newId } from "./clock";
import { Ctrl } from "./ctrl";
import { api } from "./http";
import { keep, tabStorage } from "./keep";
import { openWebSocket } from "./line";
import { notifyApi, pushHere } from "./notify";
import { App } from "./view/App";
import "./view/style/index.css";

const ctrl = new Ctrl({
  api: api((url, init) => fetch(url, init)),
  open: openWebSocket,
  clock: browserClock,
  newId,
  keep: keep(tabStorage()),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  base: location.href,
});

const notify = notifyApi((url, init) => fetch(url, init));
const push = pushHere();

addEventListener("online", () => ctrl.nudge());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ctrl.nudge());

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <App ctrl={ctrl} notify={notify} push={push} />
  </StrictMode>,
);
void ctrl.connect();
