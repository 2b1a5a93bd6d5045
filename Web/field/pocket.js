// What was last loaded, by account: read from the server when there is a line, from the device when there is none.
import { useCallback, useEffect, useRef, useState } from "../kit/html.js";
import { session } from "../kit/session.js";
import { all, change, put, take } from "./device.js";

const own = (key) => `${session.get()?.account ?? "-"}|${key}`;

/** The kept value with the moment it was read: { value, at }, or null. */
export const recallKept = async (key) => (await take("cache", own(key)).catch(() => null)) ?? null;

export const keep = (key, value) =>
  put("cache", { key: own(key), account: session.get()?.account ?? "-", value, at: Date.now() }).catch(() => {});

/** Fresh if the line is there, kept if not. Other errors than a missing line fly. */
export async function freshOrKept(key, read) {
  try {
    const value = await read();
    keep(key, value);
    return { value, at: Date.now(), isKept: false };
  } catch (error) {
    const kept = mayServeKept(error) ? await recallKept(key) : null;
    if (!kept) throw error;
    return { value: kept.value, at: kept.at, isKept: true, error };
  }
}

// Without a line, with an ended session or a server in trouble the kept value is better than none.
const mayServeKept = (error) => error.offline || error.status === 401 || error.status >= 500 || error.name === "AbortError" || error.name === "TimeoutError";

/** All kept values whose key begins so: [{ key, value, at }]. */
export async function keptUnder(prefix) {
  const rows = await all("cache", "account", session.get()?.account ?? "-").catch(() => []);
  const start = own(prefix);
  return rows.filter((row) => row.key.startsWith(start)).map((row) => ({ ...row, key: row.key.slice(own("").length) }));
}

/** Takes away what an account had loaded; what waits to be sent stays, and so do the shifts that it belongs to. */
export async function emptyPocket(account) {
  const rows = (await all("cache", "account", account).catch(() => [])).filter((row) => !row.key.startsWith(`${account}|shift`));
  await change(["cache"], (of) => rows.forEach((row) => of("cache").delete(row.key))).catch(() => {});
}

/** Takes away the oldest kept values under a prefix beyond a number. */
export async function thin(prefix, limit) {
  const rows = (await keptUnder(prefix)).sort((a, b) => b.at - a.at).slice(limit);
  if (rows.length) await change(["cache"], (of) => rows.forEach((row) => of("cache").delete(own(row.key)))).catch(() => {});
}

/** For a component: shows at once what is kept, then what is fresh. { value, at, isKept, error, loading, refresh() } */
export function useKept(key, read, deps = []) {
  const [state, setState] = useState({ value: null, at: null, isKept: true, error: null, loading: true });
  const turn = useRef(0);
  const latest = useRef(read);
  latest.current = read;
  const refresh = useCallback(async () => {
    const mine = ++turn.current;
    setState((old) => ({ ...old, loading: true }));
    try {
      const found = await freshOrKept(key, latest.current);
      if (mine === turn.current) setState({ error: null, ...found, loading: false });
    } catch (error) {
      if (mine === turn.current) setState((old) => ({ ...old, error, loading: false }));
    }
  }, [key]);
  useEffect(() => {
    let isGone = false;
    const mine = turn.current;
    recallKept(key).then((kept) => {
      if (kept && !isGone && turn.current <= mine + 1) setState((old) => (old.value ? old : { ...old, value: kept.value, at: kept.at, isKept: true }));
    });
    refresh();
    return () => {
      isGone = true;
      turn.current += 1;
    };
  }, [key, ...deps]);
  const set = useCallback((value) => {
    keep(key, value);
    setState((old) => ({ ...old, value }));
  }, [key]);
  return { ...state, refresh, set };
}

/** Takes away kept cases that nobody here works on any more. */
export async function dropOldCases(wanted) {
  const rows = (await keptUnder("case:")).filter((row) => !wanted.has(row.key.slice(5)));
  // The few last ones stay: one looks back at what one has just done.
  const old = rows.sort((a, b) => b.at - a.at).slice(20);
  if (old.length) await change(["cache"], (of) => old.forEach((row) => of("cache").delete(own(row.key)))).catch(() => {});
}
