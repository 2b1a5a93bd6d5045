// The map's own search: a case, an address, a part, a grid, an area; what is found is flown to and opened.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Icon } from "../../kit/icons.js";
import { go } from "../../kit/router.js";
import { say, t } from "../../kit/texts.js";

const waitMS = 200;
const kinds = { case: ["case", "search.case"], part: ["box", "search.part"], grid: ["grid", "search.grid"], area: ["pin", "search.area"], responsibility_grid: ["layers", "search.responsibilityGrid"], organisation: ["building", "search.organisation"] };
const blank = { items: [], at: 0, error: null, isBusy: false, isOpen: false, asked: "" };

export function MapSearch({ onFound }) {
  const [text, setText] = useState("");
  const [state, setState] = useState(blank);
  const timer = useRef(null);
  const running = useRef(null);
  const field = useRef(null);
  const put = (change) => setState((old) => ({ ...old, ...change }));
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = async (words) => {
    running.current?.abort();
    if (!words) return setState(blank);
    const control = new AbortController();
    running.current = control;
    put({ isBusy: true, error: null });
    try {
      const { items } = await get("/search", { text: words, limit: 10 }, { signal: control.signal });
      if (!control.signal.aborted) put({ items, at: 0, isBusy: false, asked: words });
    } catch (error) {
      if (!control.signal.aborted && error.name !== "AbortError") put({ items: [], error, isBusy: false, asked: words });
    }
  };
  const type = (event) => {
    setText(event.target.value);
    put({ isOpen: true });
    clearTimeout(timer.current);
    timer.current = setTimeout(ask, waitMS, event.target.value.trim());
  };
  const choose = (item) => {
    if (!item) return;
    put({ isOpen: false });
    field.current.blur();
    if (item.kind === "organisation") go(`/organisations/${item.id}`);
    else onFound(item);
  };
  // Enter before the answer is there waits for it: a case number is pasted and Enter pressed in one go.
  const enter = async () => {
    if (state.asked === text.trim()) return choose(state.items[state.at]);
    clearTimeout(timer.current);
    await ask(text.trim());
    setState((now) => {
      if (now.items.length === 1) setTimeout(choose, 0, now.items[0]);
      return now;
    });
  };
  const keys = (event) => {
    const count = state.items.length;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && count) put({ at: (state.at + moves[event.key] + count) % count, isOpen: true });
    else if (event.key === "Enter") enter();
    else if (event.key === "Escape" && state.isOpen) put({ isOpen: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isShown = state.isOpen && text.trim() !== "";
  return html`<div class="map-search" onfocusout=${(event) => !event.currentTarget.contains(event.relatedTarget) && put({ isOpen: false })}>
    <${Icon} name="search" />
    <input ref=${field} class="form-control" type="search" role="combobox" aria-expanded=${String(isShown)} aria-controls="map-search-list" aria-autocomplete="list" autocomplete="off" spellcheck=${false}
      aria-label=${t("cityMap.search")} aria-activedescendant=${isShown && state.items.length ? `map-search-${state.at}` : undefined} placeholder=${t("cityMap.searchHint")} value=${text} onInput=${type} onFocus=${() => put({ isOpen: true })} onKeyDown=${keys} />
    ${isShown && html`<ul class="search-list" id="map-search-list" role="listbox" aria-label=${t("search.results")}>
      ${state.items.map((item, index) => html`<li key=${`${item.kind}${item.id}`} id=${`map-search-${index}`} role="option" aria-selected=${String(index === state.at)} class=${index === state.at ? "is-active" : ""}
        onPointerDown=${(event) => event.preventDefault()} onClick=${() => choose(item)}><${Icon} name=${kinds[item.kind]?.[0] ?? "pin"} /><span class="found-title">${say(item.title)}</span><span class="combo-detail">${say(item.detail)}</span><span class="found-kind">${kinds[item.kind] && t(kinds[item.kind][1])}</span></li>`)}
      ${state.items.length === 0 && html`<li class="combo-none" role="presentation">${state.error ? state.error.message : state.isBusy || state.asked !== text.trim() ? t("common.loading") : t("search.nothing")}</li>`}</ul>`}
  </div>`;
}
