// The search over everything: a case number, an address, a part's code, a grid. “/” goes there from anywhere.
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { get } from "./api.js";
import { Icon } from "./icons.js";
import { go, match } from "./router.js";
import { say, t } from "./texts.js";

const kinds = {
  case: { icon: "case", title: "search.case", href: (id) => `/cases/${id}` },
  part: { icon: "box", title: "search.part", href: (id) => `/parts/${id}` },
  grid: { icon: "grid", title: "search.grid", href: (id) => `/grids/${id}` },
  area: { icon: "pin", title: "search.area", href: (id) => `/areas/${id}` },
  responsibility_grid: { icon: "layers", title: "search.responsibilityGrid", href: (id) => `/responsibility-grids/${id}` },
  organisation: { icon: "building", title: "search.organisation", href: (id) => `/organisations/${id}` },
};

// What has no page of its own is opened on the map, which is the start page.
function hrefOf(item) {
  const own = kinds[item.kind]?.href(item.id);
  if (own && match(own)) return own;
  return ["case", "part", "grid", "area"].includes(item.kind) ? `/?open=${item.kind}:${item.id}` : placeOf(item);
}

function placeOf(item) {
  if (item.bounds) return `/?bounds=${item.bounds.join(",")}`;
  return item.lng === undefined ? null : `/?at=${item.lng},${item.lat}`;
}

export function SearchBox() {
  const [state, setState] = useState({ text: "", items: [], error: null, isBusy: false, isOpen: false, at: 0 });
  const put = (change) => setState((old) => ({ ...old, ...change }));
  const root = useRef(null);
  const running = useRef(null);
  const timer = useRef(null);

  useLayoutEffect(() => {
    const jump = (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      root.current?.querySelector("input").focus();
    };
    document.addEventListener("keydown", jump);
    return () => document.removeEventListener("keydown", jump);
  }, []);

  const run = async (text) => {
    running.current?.abort();
    if (!text) return put({ items: [], error: null, isBusy: false });
    const control = new AbortController();
    running.current = control;
    put({ isBusy: true, error: null });
    try {
      const { items } = await get("/search", { text, limit: 10 }, { signal: control.signal });
      if (!control.signal.aborted) put({ items, at: 0, isBusy: false });
    } catch (error) {
      if (!control.signal.aborted) put({ items: [], error, isBusy: false });
    }
  };
  const type = (text) => {
    put({ text, isOpen: true });
    clearTimeout(timer.current);
    timer.current = setTimeout(run, 180, text.trim());
  };
  const close = () => put({ isOpen: false });
  const open = (item) => {
    const href = item && hrefOf(item);
    if (!href) return;
    setState((old) => ({ ...old, text: "", items: [], isOpen: false }));
    root.current.querySelector("input").blur();
    go(href);
  };
  const keys = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const count = Math.max(1, state.items.length);
      put({ at: (state.at + (event.key === "ArrowDown" ? 1 : count - 1)) % count, isOpen: true });
    } else if (event.key === "Enter") open(state.items[state.at]);
    else if (event.key === "Escape") {
      if (state.isOpen && state.text) put({ isOpen: false });
      else event.target.blur();
    }
  };
  const isShown = state.isOpen && state.text.trim() !== "";
  return html`<div class="search" role="search" ref=${root} onfocusout=${(event) => !root.current?.contains(event.relatedTarget) && close()}>
    <${Icon} name="search" /><input class="form-control" type="search" role="combobox" aria-expanded=${String(isShown)} aria-controls="search-list" aria-autocomplete="list" autocomplete="off" spellcheck=${false}
      aria-label=${t("search.label")} aria-activedescendant=${isShown && state.items.length ? `search-${state.at}` : undefined} placeholder=${t("search.hint")} value=${state.text}
      onInput=${(event) => type(event.target.value)} onFocus=${() => put({ isOpen: true })} onKeyDown=${keys} /><kbd aria-hidden="true">/</kbd>
    ${isShown && html`<ul class="search-list" id="search-list" role="listbox" aria-label=${t("search.results")}>
      ${state.items.map((item, index) => html`<${Found} key=${`${item.kind}${item.id}`} item=${item} index=${index} isActive=${index === state.at} onOpen=${() => open(item)} />`)}
      ${state.items.length === 0 && html`<li class="combo-none" role="presentation">${state.error ? state.error.message : state.isBusy ? t("common.loading") : t("search.nothing")}</li>`}</ul>`}
  </div>`;
}

function Found({ item, index, isActive, onOpen }) {
  const kind = kinds[item.kind];
  return html`<li id=${`search-${index}`} role="option" aria-selected=${String(isActive)} class=${isActive ? "is-active" : ""} onPointerDown=${(event) => event.preventDefault()} onClick=${onOpen}>
    <${Icon} name=${kind?.icon ?? "pin"} /><span class="found-title">${say(item.title)}</span><span class="combo-detail">${say(item.detail)}</span><span class="found-kind">${kind ? t(kind.title) : ""}</span></li>`;
}
