// A league table: read page by page, sorted over what is there.
import { useCallback, useEffect, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";

const pageSize = 200;
const blank = { items: [], table: null, next: undefined, loading: true, loadingMore: false, error: null };

/** The list that `DataTable` takes, and `table`: what the answer says besides its rows. */
export function useStandings(by, period, edition, isWanted = true) {
  const [state, setState] = useState(blank);
  const running = useRef(null);

  const page = useCallback(async (after, limit) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setState((old) => ({ ...old, loading: !after, loadingMore: Boolean(after) }));
    try {
      const { rows, next, ...table } = await get("/evaluation/results", { by, period, edition, limit, after: after || undefined }, { signal: control.signal });
      if (control.signal.aborted) return;
      setState((old) => ({ ...blank, table, next, items: after ? [...old.items, ...rows] : rows, loading: false }));
    } catch (error) {
      if (!control.signal.aborted && error.name !== "AbortError") setState((old) => ({ ...old, error, loading: false, loadingMore: false }));
    }
  }, [by, period, edition]);

  useEffect(() => {
    if (!isWanted) return undefined;
    setState(blank);
    page(0, pageSize);
    return () => running.current?.abort();
  }, [page, isWanted]);

  const refresh = useCallback(() => page(0, Math.min(500, Math.max(pageSize, state.items.length))), [page, state.items.length]);
  const more = () => state.next && !state.loadingMore && page(state.next, pageSize);
  return { ...state, refresh, more, done: !state.loading && !state.next };
}

const keyOf = { rank: (row) => row.rank, score: (row) => row.score, grade: (row) => row.score, change: (row) => (row.score === undefined || row.previousScore === undefined ? undefined : row.score - row.previousScore) };

/** Sorted by a column; rows without a value there stay last. */
export function sorted(rows, sort) {
  if (!sort) return rows;
  const value = keyOf[sort.key] ?? ((row) => row.values[sort.key]);
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [one, other] = [value(left), value(right)];
    if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
    return (one - other) * sign;
  });
}

/** `sort=-closing_rate` of an address. */
export const sortOf = (text) => (text ? { key: text.replace(/^-/, ""), descending: text.startsWith("-") } : undefined);
export const sortText = (sort) => `${sort.descending ? "-" : ""}${sort.key}`;
