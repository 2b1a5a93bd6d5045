// The cases on the map: read once for all that the person may see, then only those of which the server says that they changed.
import { useCallback, useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { useStore } from "../../kit/store.js";
import { language, say } from "../../kit/texts.js";
import { lampName } from "../../kit/terms.js";

const settleMS = 1000;
const idsAtOnce = 100;
const nothing = { rows: [], truncated: false, error: null, loading: true };

/** { rows, truncated, error, loading, refresh }. `bounds` is asked for only where there are too many cases for one map. */
export function useMapCases(filters, { isWanted, bounds }) {
  const [state, setState] = useState(nothing);
  const words = useStore(language);
  const running = useRef(null);
  const changed = useRef(new Set());
  const busy = useRef(false);
  const address = JSON.stringify(filters);
  const inView = useRef(null);

  const readAll = useCallback(async () => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    changed.current.clear();
    setState((old) => ({ ...old, loading: true }));
    try {
      const answer = await get("/map/cases", { ...filters, bbox: inView.current }, { signal: control.signal });
      if (!control.signal.aborted) setState({ rows: answer.items, truncated: answer.truncated, error: null, loading: false });
    } catch (error) {
      if (!control.signal.aborted && error.name !== "AbortError") setState((old) => ({ ...old, error, loading: false }));
    }
  }, [address]);

  useEffect(() => {
    if (!isWanted) return undefined;
    readAll();
    return () => running.current?.abort();
  }, [address, isWanted]);

  // More cases than the map takes at once: then those of the part of the city that is seen.
  useEffect(() => {
    const next = state.truncated || inView.current ? bounds?.map((value) => value.toFixed(4)).join(",") ?? null : null;
    if (!isWanted || next === inView.current) return;
    inView.current = next;
    readAll();
  }, [state.truncated, bounds?.join(), isWanted]);

  const readChanged = useCallback(async () => {
    if (busy.current || changed.current.size === 0) return;
    const ids = [...changed.current].slice(0, idsAtOnce);
    changed.current.clear();
    busy.current = true;
    try {
      const { items } = await get("/map/cases", { ...filters, ids });
      setState((old) => ({ ...old, rows: merged(old.rows, ids, items) }));
    } catch {
      // What the page shows stays; they are read again with the next event, or when the line is back.
      for (const id of ids) changed.current.add(id);
    } finally {
      busy.current = false;
    }
  }, [address]);

  useLive("case.changed", (events) => {
    if (!isWanted) return;
    const ids = events.map((event) => event.data?.caseID).filter(Boolean);
    if (!events.length || ids.length > idsAtOnce) return void readAll();
    for (const id of ids) changed.current.add(id);
    readChanged();
  }, { settle: settleMS });

  const rows = useMemo(() => state.rows.map((row) => ({ ...row, name: say(row.className) })), [state.rows, words]);
  return { ...state, rows, refresh: readAll };
}

/** Rows with those of `ids` renewed: a case that has ended, or no longer meets the filter, goes. */
export function merged(rows, ids, items) {
  const gone = new Set(ids);
  return [...items, ...rows.filter((row) => !gone.has(row.id))];
}

export const countLamps = (rows) => {
  const counts = { green: 0, yellow: 0, red: 0 };
  for (const row of rows) if (row.lamp in counts) counts[row.lamp] += 1;
  return counts;
};

/** What burns first: over the limit, then about to be, then by when the stage is due. */
export function byUrgency(one, other) {
  const rank = { red: 0, yellow: 1, green: 2 };
  const due = (row) => Date.parse(row.stageDueAt ?? row.dueAt ?? "9999-01-01");
  return (rank[one.lamp] ?? 3) - (rank[other.lamp] ?? 3) || due(one) - due(other);
}

export const tipOf = (row) => [row.name, row.address, `${lampName(row.lamp)} ${row.number}`].filter(Boolean).join("\n");
