// Starts the field app: what is kept on the phone first, the server second.
import { html, render } from "../kit/html.js";
import { city, loadCity } from "../kit/city.js";
import { liveState, startLive, stopLive, subscribe } from "../kit/live.js";
import { startRouter } from "../kit/router.js";
import { session } from "../kit/session.js";
import { recall, remember, useStore } from "../kit/store.js";
import { add, language } from "../kit/texts.js";
import "../kit/theme.js";
import common from "../texts/common.js";
import kit from "../texts/kit.js";
import account from "../texts/account.js";
import field from "../texts/field.js";
import work from "../texts/field-work.js";
import command from "../texts/field-orders.js";
import { readAccount, recallAccount } from "./account.js";
import { App } from "./app.js";
import { loadClasses } from "./classes.js";
import { recallCommand, refreshCommand, startCommand } from "./command.js";
import { askToPersist } from "./device.js";
import { loadMine, recallGround } from "./ground.js";
import { loadItems } from "./items.js";
import { noteLine, online } from "./line.js";
import { onSent, startOutbox } from "./outbox.js";
import { keepCurrent } from "./update.js";
import { routes } from "./routes.js";
import { recallTasks, refreshTasks } from "./tasks.js";
import { startTrack } from "./track.js";

for (const texts of [common, kit, account, field, work, command]) add(texts);

// The worker's scope is the folder: without the slash this page would have none.
if (location.pathname === "/field") history.replaceState(history.state, "", `/field/${location.search}`);

async function begin() {
  const trouble = await loadItems().then(() => null, (error) => error);
  city.set({ ...city.get(), ...recall("field.city") });
  refreshCity();
  await recallAccount();
  startRouter(routes, async () => true);
  const Root = () => {
    useStore(language);
    return html`<${App} trouble=${trouble} />`;
  };
  const root = document.getElementById("app");
  root.textContent = "";
  render(html`<${Root} />`, root);
  keepCurrent();
  if (trouble) return;
  session.subscribe(follow);
  await follow(session.get());
  startOutbox();
  onSent((item) => ["report", "action"].includes(item.kind) && refreshTasks());
  startCommand();
  online.subscribe((isOn) => isOn && wake());
  document.addEventListener("visibilitychange", () => !document.hidden && wake());
  subscribe("case.changed", settled(refreshTasks, 1500));
  liveState.subscribe((state) => state === "live" && noteLine());
}

async function refreshCity() {
  await loadCity();
  remember("field.city", city.get());
}

let shownAccount = null;

/** Somebody else works with this phone now: their tasks, their ground, their line. */
async function follow(me) {
  if ((me?.account ?? null) === shownAccount) return;
  shownAccount = me?.account ?? null;
  stopLive();
  if (!me) return;
  askToPersist();
  await Promise.all([recallTasks(), recallGround(), recallCommand()]);
  startLive();
  startTrack();
  refreshTasks();
  refreshCommand();
  loadClasses().catch(noteLine);
  loadMine().catch(noteLine);
}

// Back in the hand, or back on the line: look again.
const wake = settled(() => {
  if (!session.get()) return;
  readAccount();
  refreshTasks();
  refreshCommand();
}, 400);

function settled(work, pause) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  };
}

begin();
