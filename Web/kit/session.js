// Who is signed in, and what they may do. What is shown follows from it; what is allowed the server decides.
import { ApiError, get, onSignedOut, send } from "./api.js";
import { store, useStore } from "./store.js";

export const session = store(null);

/** True while the session has ended and a page is open: the shell then shows the sign-in dialog over it. */
export const signedOut = store(false);

export const useSession = () => useStore(session);

/** Reads the session at the start; nobody signed in is no error. */
export async function loadSession() {
  try {
    session.set(await get("/session"));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    session.set(null);
  }
}

export async function signIn(login, password, code) {
  const { value } = await send("POST", "/sessions", { login, password, ...(code ? { code } : {}) });
  // The token is for programs; pages use the cookie, and must not keep what a script could take away.
  delete value.token;
  session.set(value);
  return value;
}

export async function signOut() {
  try {
    await send("DELETE", "/session");
  } catch (error) {
    if (error.status !== 401) throw error;
  }
  session.set(null);
}

const held = (permission) => session.get()?.permissions?.find((each) => each.name === permission);

export const can = (permission) => Boolean(held(permission));

/** Whether at least one of them is held; an empty list asks only for somebody signed in. */
export const canAny = (permissions) => Boolean(session.get()) && (permissions.length === 0 || permissions.some(can));

/** Whether a permission is held for an area, for whichever organisation. */
export function mayForSome(permission, areaCode) {
  const scopes = held(permission)?.scopes ?? [];
  return scopes.some((scope) => areaCode.startsWith(prefix(scope.area ?? "")));
}

/** Whether a permission is held for an area, not only for one organisation in it: scopes hold for the area and all below it. */
export function may(permission, areaCode) {
  const scopes = held(permission)?.scopes ?? [];
  return scopes.some((scope) => !scope.organisation && areaCode.startsWith(prefix(scope.area ?? "")));
}

// 420300 holds for all that begins with 4203: the pairs of zeros at the end of a code of six say “all of it”.
const prefix = (code) => (code.length === 6 ? code.replace(/(00)+$/, "") : code);

let waiting = null;

/** All requests that meet a 401 wait for the same dialog. */
export function askToSignIn() {
  if (!session.get()) return Promise.resolve(false);
  waiting ??= new Promise((resolve) => {
    signedOut.set(true);
    const stop = signedOut.subscribe((isOut) => {
      if (isOut) return;
      stop();
      waiting = null;
      resolve(Boolean(session.get()));
    });
  });
  return waiting;
}

onSignedOut(askToSignIn);
