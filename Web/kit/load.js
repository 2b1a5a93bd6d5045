// Reading for components: what is shown stays until the new answer is there, late answers are dropped.
import { useCallback, useEffect, useRef, useState } from "./html.js";
import { list as readList } from "./api.js";
import { number } from "./format.js";

/** `read(signal)` is called when `deps` change: { value, error, loading, refresh(), set(value) }. */
export function useLoad(read, deps = []) {
  const [state, setState] = useState({ value: null, error: null, loading: true });
  const running = useRef(null);
  const latest = useRef(read);
  latest.current = read;

  const refresh = useCallback(async () => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setState((old) => ({ ...old, loading: true }));
    try {
      const value = await latest.current(control.signal);
      if (!control.signal.aborted) setState({ value, error: null, loading: false });
    } catch (error) {
      if (!control.signal.aborted && error.name !== "AbortError") setState((old) => ({ ...old, error, loading: false }));
    }
  }, []);

  useEffect(() => {
    setState({ value: null, error: null, loading: true });
    refresh();
    return () => running.current?.abort();
  }, deps);

  const set = useCallback((value) => setState({ value, error: null, loading: false }), []);
  return { ...state, refresh, set };
}

const blank = { items: [], next: undefined, error: null, loading: true, loadingMore: false, fresh: false, extra: null };

/** A list by cursor: { items, more(), refresh(), patch(id, row), loading, error, done, count }. */
export function useList(path, query = {}, { limit = 50, rowKey = "id", paused = false } = {}) {
  const [state, setState] = useState(blank);
  const running = useRef(null);
  const shown = useRef(0);
  const address = JSON.stringify([path, query, limit]);
  shown.current = state.items.length;

  const page = useCallback(async (cursor, size, merge) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setState((old) => ({ ...old, loading: !cursor, loadingMore: Boolean(cursor) }));
    try {
      const { items, next, ...extra } = await readList(path, { ...query, cursor, limit: size }, { signal: control.signal });
      if (control.signal.aborted) return;
      setState((old) => ({ ...blank, items: merge(old.items, items), next, extra, loading: false, fresh: true }));
    } catch (error) {
      if (control.signal.aborted || error.name === "AbortError") return;
      setState((old) => ({ ...old, error, loading: false, loadingMore: false }));
    }
  }, [address]);

  useEffect(() => {
    if (paused) return undefined;
    setState(blank);
    page(undefined, limit, (_, items) => items);
    return () => running.current?.abort();
  }, [address, paused]);

  // What was loaded page by page comes back as one, so that the reader's place is kept.
  const refresh = useCallback(() => page(undefined, Math.min(500, Math.max(limit, shown.current)), (_, items) => items), [page]);
  const more = () => {
    if (state.next && !state.loadingMore) page(state.next, limit, joined(rowKey));
  };
  const patch = (id, row) => setState((old) => ({
    ...old,
    items: row ? old.items.map((each) => (each[rowKey] === id ? { ...each, ...row } : each)) : old.items.filter((each) => each[rowKey] !== id),
  }));

  return {
    ...state, more, refresh, patch,
    done: state.fresh && !state.next,
    count: countOf(state),
  };
}

// A row that moved meanwhile may come twice; it is shown once.
const joined = (rowKey) => (old, items) => {
  const known = new Set(old.map((row) => row[rowKey]));
  return [...old, ...items.filter((row) => !known.has(row[rowKey]))];
};

/** What a title says: the number when all is loaded, “50+” when there is more, nothing before the first answer. */
function countOf({ fresh, items, next, extra }) {
  if (!fresh) return undefined;
  if (extra?.total !== undefined) return extra.totalIsMore ? `${number(extra.total)}+` : extra.total;
  return next ? `${items.length}+` : items.length;
}
