// Addresses and pages: history routing with pages that are loaded when they are first needed.
import { useEffect, useRef } from "./html.js";
import { store, useStore } from "./store.js";

const routes = [];
const guards = new Set();
const positions = new Map();
let askToLeave = async () => true;
let current = null;

/** { path, params, route, query, key } of the page that is shown; `route` is null where there is none. */
export const here = store({ path: location.pathname, params: {}, route: null, query: {}, key: 0 });

export const useRoute = () => useStore(here);

/** Takes the table of routes, and how to ask whether unsaved words may be left. */
export function startRouter(table, confirmLeaving) {
  routes.push(...table.map(compiled));
  askToLeave = confirmLeaving;
  history.scrollRestoration = "manual";
  current = location.href;
  document.addEventListener("click", follow);
  window.addEventListener("popstate", popped);
  window.addEventListener("beforeunload", (event) => {
    if (isDirty()) event.preventDefault();
  });
  show(false);
}

function compiled(route) {
  const names = [];
  const pattern = route.path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:(\w+)/g, (_, name) => {
    names.push(name);
    return "([^/]+)";
  });
  return { ...route, pattern: new RegExp(`^${pattern}/?$`), names };
}

/** The route of a path with its parameters, or null where the path is not ours. */
export function match(path) {
  for (const route of routes) {
    const found = route.pattern.exec(path);
    if (!found) continue;
    const params = Object.fromEntries(route.names.map((name, index) => [name, decodeURIComponent(found[index + 1])]));
    return { route, params };
  }
  return null;
}

/** Goes to a path of ours; others are left to the browser. Asks first if words would be lost. */
export async function go(target, { replace = false, force = false } = {}) {
  const address = new URL(target, location.href);
  if (address.origin !== location.origin || !match(address.pathname)) {
    location.assign(address);
    return;
  }
  const isSamePage = address.pathname === location.pathname;
  if (!force && !isSamePage && isDirty() && !(await askToLeave())) return;
  if (!isSamePage || force) guards.clear();
  positions.set(here.get().key, scrollY);
  const key = replace ? here.get().key : Date.now();
  history[replace ? "replaceState" : "pushState"]({ key }, "", address);
  current = location.href;
  show(!isSamePage);
}

/** Where one came from, or a place that makes sense when the page was opened by its address. */
export function back(fallback) {
  if (history.state?.key) history.back();
  else go(fallback, { replace: true });
}

async function popped() {
  const isSamePage = location.pathname === new URL(current).pathname;
  if (!isSamePage && isDirty()) {
    const wanted = location.href;
    // The browser has already gone: back to where the words are, then ask.
    history.pushState({ key: here.get().key }, "", current);
    if (!(await askToLeave())) return;
    guards.clear();
    history.replaceState({ key: Date.now() }, "", wanted);
  }
  current = location.href;
  show(!isSamePage, positions.get(history.state?.key ?? 0) ?? 0);
}

function show(isNewPage, scroll = isNewPage ? 0 : null) {
  const found = match(location.pathname);
  here.set({
    path: location.pathname,
    params: found?.params ?? {},
    route: found?.route ?? null,
    query: Object.fromEntries(new URLSearchParams(location.search)),
    key: history.state?.key ?? 0,
    moved: isNewPage,
  });
  if (scroll !== null) requestAnimationFrame(() => window.scrollTo(0, scroll));
}

function follow(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.hash && link.pathname === location.pathname) return;
  if (!match(link.pathname)) return;
  event.preventDefault();
  go(link.href);
}

/** [query, setQuery]: the filters of a page, kept in its address. `setQuery` merges; empty values go. */
export function useQuery() {
  const { query } = useStore(here);
  return [query, setQuery];
}

export function setQuery(change, { replace = true, all = false } = {}) {
  const next = { ...(all ? {} : here.get().query), ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text !== undefined && text !== null && text !== "" && text !== false) search.set(name, String(text));
  }
  const tail = search.toString();
  return go(`${location.pathname}${tail ? `?${tail}` : ""}`, { replace });
}

const isDirty = () => [...guards].some((guard) => guard.current);

/** Asks before leaving while `dirty`: by link, by the back button, by closing the tab. */
export function useGuard(dirty) {
  const guard = useRef(dirty);
  guard.current = dirty;
  useEffect(() => {
    guards.add(guard);
    return () => guards.delete(guard);
  }, []);
  // A page that went on after its guards were lifted (a refused save) is guarded again.
  useEffect(() => {
    if (dirty) guards.add(guard);
  }, [dirty]);
}
