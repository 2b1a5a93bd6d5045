// What is written on this phone: reports, actions on cases and orders, calls for help, answers to roll calls, beginnings
// and ends of shifts. Each is one intention of the person, has one Idempotency-Key for its whole life, and is kept until
// the server has acknowledged it.
import { newKey } from "../kit/api.js";
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { all, change, put, take } from "./device.js";

/**
 * States: `draft` (being written), `waiting`, `sending`, `held` (waits for an earlier step of the same case),
 * `failed` (refused; the person must mend it), `conflict` (the case changed meanwhile), `done`.
 */
export const items = store([]);

const doneKeptMS = 7 * 86_400e3;

export const mine = (list = items.get()) => list.filter((item) => item.account === session.get()?.account);
export const isUnsent = (item) => item.state !== "done" && item.state !== "draft";

/** Reads what the device holds. What was being sent when the page died is sent again: its key makes that harmless. */
export async function loadItems() {
  const now = Date.now();
  const kept = await all("items");
  const stale = kept.filter((item) => item.state === "done" && now - item.doneAt > doneKeptMS);
  if (stale.length) await change(["items"], (of) => stale.forEach((item) => of("items").delete(item.id)));
  const live = kept.filter((item) => !stale.includes(item)).map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
  items.set(sorted(live));
}

const sorted = (list) => [...list].sort((a, b) => (a.queuedAt ?? a.createdAt) - (b.queuedAt ?? b.createdAt));

const show = (item) => items.update((old) => sorted([...old.filter((each) => each.id !== item.id), item]));

/** A new intention; it is on the device only once something has been written into it. */
export function newItem(kind, facts = {}) {
  return { id: newKey(), key: newKey(), kind, account: session.get().account, state: "draft", createdAt: Date.now(), attempts: 0, tried: null, error: null, body: {}, ...facts };
}

export async function saveItem(item) {
  await put("items", item);
  show(item);
  return item;
}

/** Changes what is kept, reading it first: another tab may have written meanwhile. */
export async function changeItem(id, difference) {
  const kept = await take("items", id);
  if (!kept) return null;
  return saveItem({ ...kept, ...(typeof difference === "function" ? difference(kept) : difference) });
}

export const findItem = (id) => items.get().find((item) => item.id === id) ?? null;

/** From now on it is sent, in its turn. */
export async function queueItem(item) {
  return saveItem({ ...item, state: "waiting", queuedAt: Date.now(), error: null, attempts: 0, nextAt: 0 });
}

/** Acknowledged: the answer is kept for a week, the photos are on the server now. */
export async function finishItem(item, result) {
  const photos = await photosOf(item.id);
  const done = { ...item, state: "done", doneAt: Date.now(), result, error: null };
  await change(["items", "photos"], (of) => {
    of("items").put(done);
    for (const photo of photos) of("photos").delete(photo.id);
  });
  show(done);
  return done;
}

/** The person throws it away. */
export async function discardItem(id) {
  const photos = await photosOf(id);
  await change(["items", "photos"], (of) => {
    of("items").delete(id);
    for (const photo of photos) of("photos").delete(photo.id);
  });
  items.update((old) => old.filter((each) => each.id !== id));
}

export const photosOf = async (item) => (await all("photos", "item", item)).sort((a, b) => a.at - b.at);

/** Words change often and photos are large: each is kept by itself. */
export async function savePhoto(photo) {
  await put("photos", photo);
  return photo;
}

export const dropPhoto = (id) => change(["photos"], (of) => of("photos").delete(id));

/** The unsent actions on a case, in the order in which they will be sent. */
export const actionsOn = (caseID, list = items.get()) => mine(list).filter((item) => item.kind === "action" && item.case === caseID && isUnsent(item));

/** What has been done to an order and has not arrived, in the order in which it will be sent. */
export const actsOn = (order, list = items.get()) => mine(list).filter((item) => item.kind === "order" && item.order === order && isUnsent(item));
