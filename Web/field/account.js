// Who works with this phone. Somebody who has signed in once goes on without a line; an ended session loses nothing.
import { get, onSignedOut } from "../kit/api.js";
import { session, signOut } from "../kit/session.js";
import { recall, remember, store } from "../kit/store.js";
import { drop, put, take } from "./device.js";
import { noteLine } from "./line.js";
import { emptyPocket } from "./pocket.js";

/** The session on the server has ended: what is written waits until the person signs in again. */
export const expired = store(false);

// No dialog jumps into somebody's hand in the street: requests fail, the banner tells, the outbox waits.
onSignedOut(async () => {
  if (session.get()) expired.set(true);
  return false;
});

const sessionKey = "session";

/** At the start: what is kept serves at once, the server corrects it when it answers. */
export async function recallAccount() {
  const kept = (await take("cache", sessionKey).catch(() => null))?.value;
  if (kept?.account) session.set(kept);
  const reading = readAccount();
  if (!kept) await reading;
}

export async function readAccount() {
  try {
    settle(await get("/session"));
    noteLine();
  } catch (error) {
    noteLine(error);
    if (error.status === 401 && !session.get()) expired.set(false);
  }
}

function settle(me) {
  delete me.token;
  // In the database and not in localStorage: that one is written to the disk late, and a battery may be faster.
  put("cache", { key: sessionKey, account: "", value: me, at: Date.now() }).catch(() => {});
  // The same person: components need not be drawn anew.
  if (JSON.stringify(me) !== JSON.stringify(session.get())) session.set(me);
  expired.set(false);
}

/** Somebody has signed in, for the first time here or again. */
export function entered(me) {
  remember("field.login", me.login);
  settle(me);
}

/** Leaves this phone: loaded data goes; drafts and what waits stay, for when the same person comes back. */
export async function leave() {
  const account = session.get()?.account;
  try {
    await signOut();
  } catch (error) {
    // Without a line the session ends by itself after its time; here it is gone at once.
    if (!error.offline) throw error;
    session.set(null);
  }
  expired.set(false);
  await drop("cache", sessionKey).catch(() => {});
  navigator.serviceWorker?.controller?.postMessage("forget");
  if (account) await emptyPocket(account);
}

export const lastLogin = () => recall("field.login") ?? "";
