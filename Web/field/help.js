// SOS. Pressed, it goes out at once, ahead of everything else; then it tells who has answered.
import { get, send } from "../kit/api.js";
import { session } from "../kit/session.js";
import { store } from "../kit/store.js";
import { vibrate } from "./alarm.js";
import { asServer } from "./clock.js";
import { discardItem, items, mine, newItem, queueItem } from "./items.js";
import { noteLine } from "./line.js";
import { keep, recallKept } from "./pocket.js";
import { position, watchPosition } from "./position.js";

/** My last call for help as the server knows it, or null once it is over and has been seen. */
export const help = store(null);

const placeFreshMS = 5 * 60e3;
const placeExactMS = 30e3;
const placeWaitMS = 60e3;

export async function recallHelp() {
  help.set((await recallKept("help"))?.value ?? null);
}

export async function takeHelp(value) {
  help.set(value);
  await keep("help", value);
}

/** It is over, and was seen. */
export const forgetHelp = () => takeHelp(null);

export const isHelpOpen = (value = help.get()) => Boolean(value) && value.state !== "closed";

export async function refreshHelp() {
  const known = help.get();
  if (!isHelpOpen(known) || !session.get()) return;
  try {
    const { help: now } = await get(`/command/help/${known.id}`);
    noteLine();
    if (help.get()?.id !== now.id || now.version < help.get().version) return;
    if (now.state !== known.state) vibrate([200, 100, 200]);
    await takeHelp(now);
  } catch (error) {
    noteLine(error);
    if (error.status === 404) await forgetHelp();
  }
}

/** What is shown: `waiting` or `failed` while it has not arrived, else the server's `open`, `answered`, `closed`. */
export function helpNow(value, list) {
  const [own] = mine(list).filter((item) => item.kind === "help" && ["waiting", "sending", "failed"].includes(item.state)).slice(-1);
  if (own) return { state: own.state === "failed" ? "failed" : "waiting", item: own, help: value };
  return value ? { state: value.state, help: value } : null;
}

const bodyNow = () => {
  const now = position.get();
  const place = now && Date.now() - now.at < placeFreshMS ? { lng: now.lng, lat: now.lat } : undefined;
  return { at: asServer(Date.now()), ...(place ? { place } : {}) };
};

/** Takes back what has certainly not gone out. */
export async function takeBackHelp() {
  for (const item of mine(items.get()).filter((each) => each.kind === "help" && each.state !== "done" && !each.tried)) await discardItem(item.id);
}

/** Calls for help, or renews the place of the call that is open. `send` sends what waits. */
export async function callHelp(sendWaiting) {
  const isExact = position.get() && Date.now() - position.get().at < placeExactMS;
  await write(bodyNow());
  vibrate([120, 60, 120, 60, 400]);
  sendWaiting();
  // A phone in a pocket has no place at first; the call does not wait for it.
  if (!isExact) whenPlaced(async () => {
    await write(bodyNow());
    sendWaiting();
  });
}

// Each pressing is an item of its own: the server makes one call of them.
async function write(body) {
  try {
    await queueItem(newItem("help", { body }));
  } catch {
    // A phone that can keep nothing can still call.
    await takeHelp((await send("POST", "/command/help", body)).value);
  }
}

function whenPlaced(work) {
  const end = () => {
    clearTimeout(timer);
    stop();
  };
  const timer = setTimeout(() => end(), placeWaitMS);
  const stop = watchPosition(() => {
    end();
    work();
  });
}
