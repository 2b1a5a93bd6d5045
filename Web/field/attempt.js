// One try to send one item, and what its outcome means for it.
import { expired } from "./account.js";
import { changeItem, finishItem, items } from "./items.js";
import { noteLine } from "./line.js";
import { noteAnswer, sendItem } from "./sender.js";
import { isOrderChanged, isSettled } from "./settled.js";

const pausesMS = [4_000, 10_000, 30_000, 60_000, 180_000, 300_000];
/** Whoever calls for help does not wait for minutes. */
const helpPauseMS = 10_000;
const sent = new Set();

/** Called with an item once it is acknowledged. Returns how to stop. */
export function onSent(fn) {
  sent.add(fn);
  return () => sent.delete(fn);
}

/** False when it makes no sense to go on with the others now. */
export async function attempt(item, tell) {
  const current = await changeItem(item.id, { state: "sending", error: null });
  if (!current) return true;
  try {
    const value = await sendItem(current, tell);
    const result = await noteAnswer(current, value);
    noteLine();
    await finish(current, result);
    await carryVersion(current, result);
    return true;
  } catch (error) {
    noteLine(error);
    return failed(current, error);
  }
}

async function finish(item, result) {
  const done = await finishItem(item, result);
  for (const tell of sent) tell(done);
}

/** Later steps of the same case were written on top of this one: they go on from the version that it made. */
async function carryVersion(item, result) {
  if (item.kind !== "action") return;
  const later = items.get().filter((each) => each.kind === "action" && each.case === item.case && ["waiting", "held"].includes(each.state));
  for (const each of later) await changeItem(each.id, { version: result.version, state: "waiting" });
}

async function failed(item, error) {
  if (await isSettled(item, error)) {
    await finish(item, { isOver: true });
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
    await changeItem(item.id, { state: "waiting", attempts, nextAt: Date.now() + pause(item, attempts, error.retryAfter), error: error.status >= 500 ? kept : null, ...known });
    // Trouble with this one alone must not hold up the others; a missing line and a busy server hold up all.
    return error.status === 500;
  }
  await changeItem(item.id, { state: isConflict(item, error) ? "conflict" : "failed", error: kept, ...known });
  return true;
}

const isConflict = (item, error) => (item.kind === "action" && (error.status === 412 || error.status === 404 || error.code?.startsWith("workflow.") || error.code === "case.not_yours")) || isOrderChanged(item, error);

const isRefusal = (error) => (error.status >= 400 && error.status < 500) || error.status === 503 || error.status === 507;

const isPassing = (error) =>
  error.offline || !error.status || [408, 425, 429].includes(error.status) || error.status >= 500;

function pause(item, attempts, retryAfter) {
  if (retryAfter) return retryAfter * 1000;
  const base = Math.min(pausesMS[Math.min(attempts, pausesMS.length) - 1], item.kind === "help" ? helpPauseMS : Infinity);
  // Phones that come out of the same tunnel do not all knock at once.
  return base * (0.8 + Math.random() * 0.4);
}
