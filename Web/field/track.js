// The shift and its track. Positions are noted only on shift, only with consent, only while the app is open; they are
// kept on the phone until the server has them.
import { get, send } from "../kit/api.js";
import { can, session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { asServer, readClocks } from "./clock.js";
import { all, change, count } from "./device.js";
import { mine, newItem, queueItem } from "./items.js";
import { noteLine, online } from "./line.js";
import { runOutbox } from "./outbox.js";
import { freshOrKept, keep, recallKept } from "./pocket.js";
import { distanceM, position, watchPosition } from "./position.js";

/** Which text was agreed to; another text asks again. */
export const consentVersion = "2026-11";

/** { shift: { local, id?, startedAt } | null, consent, figures, waiting, trouble } */
export const duty = store({ shift: null, consent: null, figures: null, facts: null, waiting: 0, trouble: null, at: null });

const noteEveryMS = 15_000;
const movedM = 15;
const restMS = 120_000;
const sendEveryMS = 60_000;
const batchMax = 400;
const badM = 150;

let stopWatch = null;
let timer = null;
let last = null;

export async function startTrack() {
  stop();
  const kept = (await recallKept("shift"))?.value ?? null;
  duty.set({ shift: kept, consent: (await recallKept("consent"))?.value ?? null, figures: null, facts: null, waiting: 0, trouble: null, at: null });
  if (!can("attendance.record")) return;
  follow();
  await Promise.all([readClocks(), readDuty()]);
  timer = setInterval(() => sendFixes(), sendEveryMS);
}

function stop() {
  stopWatch?.();
  stopWatch = null;
  clearInterval(timer);
  last = null;
}

/** What the server knows; what was begun here and has not arrived yet is not overruled. */
export async function readDuty() {
  try {
    const { value, isKept } = await freshOrKept("duty", () => get("/duty/shift"));
    if (!isKept) noteLine();
    const isOnItsWay = mine().some((item) => item.kind.startsWith("shift-") && item.state !== "done" && item.state !== "draft");
    let { shift } = duty.get();
    if (!isOnItsWay && !isKept) shift = value.shift ? { local: shift?.local ?? value.shift.id, id: value.shift.id, startedAt: Date.parse(value.shift.startedAt) } : null;
    if (shift?.id) await keep(`shift-id:${shift.local}`, shift.id);
    await keep("shift", shift);
    const consent = value.consent ?? null;
    keep("consent", consent);
    duty.update((old) => ({ ...old, shift, consent, figures: value.today, facts: value.shift, trouble: null, at: Date.now() }));
    follow();
  } catch (error) {
    noteLine(error);
    duty.update((old) => ({ ...old, trouble: error }));
  }
}

/** Agreeing or withdrawing takes a line: it is a declaration, and must have arrived to count. */
export async function setConsent(agreed) {
  await send("POST", "/duty/consent", { version: consentVersion, agreed });
  const consent = { version: consentVersion, agreed, at: new Date().toISOString() };
  await keep("consent", consent);
  duty.update((old) => ({ ...old, consent }));
  if (!agreed) await forgetFixes();
  follow();
}

export const isAgreed = (consent) => consent?.version === consentVersion && consent.agreed !== false;
export const hasConsent = () => isAgreed(duty.get().consent);

const here = () => {
  const now = position.get();
  return now && Date.now() - now.at < 5 * 60e3 ? { lng: now.lng, lat: now.lat } : undefined;
};

/** Begins the shift, with a line or without. */
export async function startShift() {
  const at = Date.now();
  const item = newItem("shift-start", { body: { at: asServer(at), ...(hasConsent() && here() ? { place: here() } : {}) } });
  item.shift = item.id;
  const shift = { local: item.id, startedAt: at };
  await queueItem(item);
  await keep("shift", shift);
  duty.update((old) => ({ ...old, shift }));
  follow();
  await runOutbox({ again: true });
  await readDuty();
}

export async function endShift() {
  const { shift } = duty.get();
  await sendFixes();
  await queueItem(newItem("shift-end", { shift: shift.local, body: { at: asServer(Date.now()), ...(hasConsent() && here() ? { place: here() } : {}) } }));
  await keep("shift", null);
  duty.update((old) => ({ ...old, shift: null }));
  follow();
  await runOutbox({ again: true });
  await readDuty();
}

function follow() {
  const wanted = Boolean(duty.get().shift) && hasConsent();
  if (wanted && !stopWatch) stopWatch = watchPosition(note);
  else if (!wanted && stopWatch) {
    stopWatch();
    stopWatch = null;
  }
}

/** Notes a position when one has moved, or now and then when one has not. */
async function note(now) {
  const { shift } = duty.get();
  if (!shift || !hasConsent() || now.accuracyM > badM || now.at < shift.startedAt) return;
  const passed = last ? now.at - last.at : Infinity;
  if (passed < noteEveryMS || (passed < restMS && distanceM(now, last) < movedM)) return;
  last = now;
  const fix = { shift: shift.local, account: session.get().account, at: now.at, lng: now.lng, lat: now.lat, accuracyM: now.accuracyM };
  await change(["fixes"], (of) => of("fixes").put(fix)).catch(() => {});
  await countWaiting();
}

async function countWaiting() {
  const { shift } = duty.get();
  const waiting = shift ? await count("fixes", "shift", shift.local).catch(() => 0) : 0;
  duty.update((old) => ({ ...old, waiting }));
}

/** Sends what is noted, of this shift and of earlier ones; a fix sent twice changes nothing. */
export async function sendFixes() {
  if (!session.get() || !online.get()) return;
  try {
    const fixes = (await all("fixes")).filter((fix) => fix.account === session.get().account);
    for (const local of new Set(fixes.map((fix) => fix.shift))) await sendShift(local, fixes.filter((fix) => fix.shift === local));
    await countWaiting();
  } catch (error) {
    noteLine(error);
  }
}

async function sendShift(local, fixes) {
  const id = (await recallKept(`shift-id:${local}`))?.value;
  if (!id) return;
  for (let at = 0; at < fixes.length; at += batchMax) {
    const batch = fixes.slice(at, at + batchMax);
    try {
      await send("POST", `/duty/shifts/${id}/fixes`, { fixes: batch.map(({ at: moment, lng, lat, accuracyM }) => ({ at: asServer(moment), lng, lat, accuracyM })) });
      noteLine();
    } catch (error) {
      // What the server refuses for good would be refused for ever.
      if (![400, 404, 409, 410].includes(error.status)) throw error;
    }
    await change(["fixes"], (of) => batch.forEach((fix) => of("fixes").delete(fix.id)));
  }
}

const forgetFixes = async () => {
  const fixes = await all("fixes").catch(() => []);
  await change(["fixes"], (of) => fixes.filter((fix) => fix.account === session.get()?.account).forEach((fix) => of("fixes").delete(fix.id)));
  await countWaiting();
};

online.subscribe((isOn) => isOn && sendFixes());
