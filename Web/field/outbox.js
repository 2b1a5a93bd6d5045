// The outbox: sends what waits, in the order in which it was written, when there is a line. A refused item does not
// hold up the others, except later steps of the same case or shift.
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { expired } from "./account.js";
import { attempt } from "./attempt.js";
import { take } from "./device.js";
import { changeItem, isUnsent, loadItems, mine } from "./items.js";
import { online } from "./line.js";

export { onSent } from "./attempt.js";

/** { id, step, index, count, share } of what is being sent, or null. */
export const sending = store(null);

let timer = null;
let isRunning = false;
let isWanted = false;
let isAgain = false;

export function startOutbox() {
  for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => runOutbox());
  document.addEventListener("visibilitychange", () => !document.hidden && runOutbox());
  session.subscribe(() => runOutbox());
  expired.subscribe((isOver) => !isOver && runOutbox({ again: true }));
  runOutbox();
}

/** Tries now. `again` also tries what waits for its next time. */
export async function runOutbox({ again = false } = {}) {
  isWanted = true;
  isAgain ||= again;
  if (isRunning) return;
  isRunning = true;
  clearTimeout(timer);
  try {
    while (isWanted) {
      const now = isAgain;
      [isWanted, isAgain] = [false, false];
      await exclusively("streetwise-outbox", () => pass(now));
    }
  } finally {
    isRunning = false;
    sending.set(null);
    planNext();
  }
}

// Two tabs must not send at the same time; where locks are missing the keys still make it harmless.
const exclusively = (name, work) => (navigator.locks ? navigator.locks.request(name, work) : work());

const helpPauseMS = 10_000;
let helping = Promise.resolve(true);
let helpTimer = null;

/** Calls for help have a lane of their own: they wait for nothing, not even for a photo that is on its way. */
export function runHelp({ again = true } = {}) {
  clearTimeout(helpTimer);
  helping = helping.then(() => exclusively("streetwise-help", () => sendHelp(again))).catch(() => false).then((isThrough) => {
    clearTimeout(helpTimer);
    if (!isThrough) helpTimer = setTimeout(() => runHelp({ again: false }), helpPauseMS);
    return isThrough;
  });
  return helping;
}

/** False while one waits for the line: nothing goes before it. */
async function sendHelp(again) {
  for (const { id } of mine().filter((item) => item.kind === "help" && isUnsent(item))) {
    // Another tab may have sent it.
    const item = await take("items", id);
    if (!["waiting", "sending"].includes(item?.state)) continue;
    if (!session.get() || expired.get()) return false;
    if (!again && !isDue(item)) return Boolean(item.error);
    if (!(await attempt(item))) return false;
  }
  return true;
}

async function pass(again) {
  await loadItems();
  if (!(await runHelp({ again }))) return;
  const tried = new Set();
  for (let item = nextItem(again, tried); item; item = nextItem(again, tried)) {
    if (!session.get() || expired.get()) return;
    tried.add(item.id);
    sending.set({ id: item.id, step: "words" });
    const mayGoOn = await attempt(item, (step) => sending.set({ id: item.id, ...step }));
    sending.set(null);
    if (!mayGoOn) return;
  }
}

const thread = (item) => item.case ?? item.order ?? item.shift ?? item.id;

function nextItem(again, tried) {
  const stuck = new Set();
  for (const item of mine().filter((each) => each.kind !== "help")) {
    if (["failed", "conflict"].includes(item.state)) stuck.add(thread(item));
    if (!["waiting", "held"].includes(item.state)) continue;
    if (tried.has(item.id)) {
      stuck.add(thread(item));
      continue;
    }
    if (stuck.has(thread(item))) {
      if (item.state !== "held") changeItem(item.id, { state: "held" });
      continue;
    }
    stuck.add(thread(item));
    if (again || isDue(item)) return item;
    // It waits for the line: what was written after it waits too, so that the order is kept.
    if (!item.error) return null;
  }
  return null;
}

const isDue = (item) => !item.nextAt || item.nextAt <= Date.now();

const firstHelp = (list) => [...list].sort((a, b) => Number(b.kind === "help") - Number(a.kind === "help"));

/** When it makes sense to look again: the earliest time of those that do not wait behind another. */
function nextTime() {
  const times = [];
  for (const item of firstHelp(mine().filter((each) => each.state === "waiting"))) {
    times.push(item.nextAt ?? 0);
    if (!isDue(item) && !item.error) break;
  }
  return times.length ? Math.min(...times) : null;
}

function planNext() {
  const at = nextTime();
  if (at === null || expired.get() || !session.get()) return;
  clearTimeout(timer);
  timer = setTimeout(() => runOutbox(), Math.max(1000, at - Date.now()));
}

online.subscribe((isOn) => isOn && mine().some((item) => item.state === "waiting") && runOutbox({ again: true }));
