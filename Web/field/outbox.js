// The outbox: sends what waits, in the order in which it was written, when there is a line. A refused item does not
// hold up the others, except later steps of the same case or shift.
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { expired } from "./account.js";
import { changeItem, finishItem, items, loadItems, mine } from "./items.js";
import { noteLine, online } from "./line.js";
import { noteAnswer, sendItem } from "./sender.js";

/** { id, step, index, count, share } of what is being sent, or null. */
export const sending = store(null);

const pausesMS = [4_000, 10_000, 30_000, 60_000, 180_000, 300_000];
const sent = new Set();
let timer = null;
let isRunning = false;
let isWanted = false;

/** Called with an item once it is acknowledged. Returns how to stop. */
export function onSent(fn) {
  sent.add(fn);
  return () => sent.delete(fn);
}

export function startOutbox() {
  for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => runOutbox());
  document.addEventListener("visibilitychange", () => !document.hidden && runOutbox());
  session.subscribe(() => runOutbox());
  expired.subscribe((isOver) => !isOver && runOutbox());
  runOutbox();
}

/** Tries now. `again` also tries what waits for its next time. */
export async function runOutbox({ again = false } = {}) {
  isWanted = true;
  if (isRunning) return;
  isRunning = true;
  clearTimeout(timer);
  try {
    while (isWanted) {
      isWanted = false;
      await exclusively(() => pass(again));
    }
  } finally {
    isRunning = false;
    sending.set(null);
    planNext();
  }
}

// Two tabs must not send at the same time; where locks are missing the keys still make it harmless.
const exclusively = (work) => (navigator.locks ? navigator.locks.request("streetwise-outbox", work) : work());

async function pass(again) {
  await loadItems();
  const tried = new Set();
  for (let item = nextItem(again, tried); item; item = nextItem(again, tried)) {
    if (!session.get() || expired.get()) return;
    tried.add(item.id);
    if (!(await attempt(item))) return;
  }
}

const thread = (item) => item.case ?? item.shift ?? item.id;

function nextItem(again, tried) {
  const stuck = new Set();
  for (const item of mine()) {
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

/** When it makes sense to look again: the earliest time of those that do not wait behind another. */
function nextTime() {
  const times = [];
  for (const item of mine().filter((each) => each.state === "waiting")) {
    times.push(item.nextAt ?? 0);
    if (!isDue(item) && !item.error) break;
  }
  return times.length ? Math.min(...times) : null;
}

/** False when it makes no sense to go on with the others now. */
async function attempt(item) {
  const current = await changeItem(item.id, { state: "sending", error: null });
  if (!current) return true;
  sending.set({ id: item.id, step: "words" });
  try {
    const value = await sendItem(current, (step) => sending.set({ id: item.id, ...step }));
    const result = await noteAnswer(current, value);
    const done = await finishItem(current, result);
    noteLine();
    await carryVersion(current, result);
    for (const tell of sent) tell(done);
    return true;
  } catch (error) {
    noteLine(error);
    return failed(current, error);
  } finally {
    sending.set(null);
  }
}

/** Later steps of the same case were written on top of this one: they go on from the version that it made. */
async function carryVersion(item, result) {
  if (item.kind !== "action") return;
  const later = items.get().filter((each) => each.kind === "action" && each.case === item.case && ["waiting", "held"].includes(each.state));
  for (const each of later) await changeItem(each.id, { version: result.version, state: "waiting" });
}

// The shift runs already, or has ended already: what was wanted is so.
const isSettled = (item, error) => (item.kind === "shift-start" && error.code === "attendance.on_duty") || (item.kind === "shift-end" && error.code === "attendance.ended");

async function failed(item, error) {
  if (isSettled(item, error)) {
    const done = await finishItem(item, {});
    for (const tell of sent) tell(done);
    return true;
  }
  const kept = { status: error.status ?? 0, code: error.code ?? error.name, wording: error.wording ?? null, fields: error.fieldWordings ?? {}, requestID: error.requestID ?? null };
  // A refusal is an answer: the server does not have it, unless an earlier answer was lost.
  const known = isRefusal(error) && !item.tried ? { tried: null } : {};
  if (error.status === 401) {
    expired.set(true);
    await changeItem(item.id, { state: "waiting", error: null, ...known });
    return false;
  }
  if (isPassing(error)) {
    const attempts = item.attempts + 1;
    await changeItem(item.id, { state: "waiting", attempts, nextAt: Date.now() + pause(attempts, error.retryAfter), error: error.status >= 500 ? kept : null, ...known });
    // Trouble with this one alone must not hold up the others; a missing line and a busy server hold up all.
    return error.status === 500;
  }
  const isConflict = item.kind === "action" && (error.status === 412 || error.status === 404 || error.code?.startsWith("workflow.") || error.code === "case.not_yours");
  await changeItem(item.id, { state: isConflict ? "conflict" : "failed", error: kept, ...known });
  return true;
}

const isRefusal = (error) => (error.status >= 400 && error.status < 500) || error.status === 503 || error.status === 507;

const isPassing = (error) =>
  error.offline || !error.status || [408, 425, 429].includes(error.status) || error.status >= 500;

function pause(attempts, retryAfter) {
  if (retryAfter) return retryAfter * 1000;
  const base = pausesMS[Math.min(attempts, pausesMS.length) - 1];
  // Phones that come out of the same tunnel do not all knock at once.
  return base * (0.8 + Math.random() * 0.4);
}

function planNext() {
  const at = nextTime();
  if (at === null || expired.get() || !session.get()) return;
  clearTimeout(timer);
  timer = setTimeout(() => runOutbox(), Math.max(1000, at - Date.now()));
}

online.subscribe((isOn) => isOn && mine().some((item) => item.state === "waiting") && runOutbox({ again: true }));
