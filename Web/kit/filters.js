// The filter bar: fields described as data, chips of what is active, all state in the address, saved views.
import { html, useEffect, useRef, useState } from "./html.js";
import { addDays, cityDayStart, date, day } from "./format.js";
import { AreaPicker, OrganisationPicker } from "./fields/pickers.js";
import { ClassPicker, className } from "./fields/class-picker.js";
import { get } from "./api.js";
import { Icon } from "./icons.js";
import { useQuery } from "./router.js";
import { nameOf, t } from "./texts.js";
import { Views } from "./views.js";

const keysOf = (field) => field.keys ?? [field.key];
const isActive = (field, query) => keysOf(field).some((key) => query[key] !== undefined);

export function FilterBar({ fields, page, views = false, children }) {
  const [query, setQuery] = useQuery();
  const [open, setOpen] = useState(null);
  const always = fields.filter((field) => field.always);
  // A mark is set elsewhere, such as a shape drawn on the map: it is shown and dropped here, not edited.
  const others = fields.filter((field) => !field.always && field.kind !== "mark");
  const active = fields.filter((field) => isActive(field, query) && !(field.always && field.kind === "text"));
  const clear = () => setQuery(Object.fromEntries(fields.flatMap(keysOf).map((key) => [key, undefined])));
  return html`<div class="filters" role="search" aria-label=${t("filter.label")}>
    <div class="filter-row">
      ${always.map((field) => html`<${Always} key=${keysOf(field)[0]} field=${field} query=${query} setQuery=${setQuery} />`)}
      ${others.length > 0 && html`<${Adder} fields=${others} query=${query} open=${open} setOpen=${setOpen} setQuery=${setQuery} />`}
      ${views && html`<${Views} page=${page} keys=${fields.flatMap(keysOf)} query=${query} setQuery=${setQuery} />`}
      ${children}
    </div>
    ${active.length > 0 && html`<ul class="chips" aria-label=${t("filter.active")}>
      ${active.map((field) => html`<${Chip} key=${keysOf(field)[0]} field=${field} query=${query} onEdit=${() => setOpen(keysOf(field)[0])}
        onDrop=${() => setQuery(Object.fromEntries(keysOf(field).map((key) => [key, undefined])))} />`)}
      <li><button type="button" class="chip-clear" onClick=${clear}>${t("filter.clear")}</button></li></ul>`}
  </div>`;
}

// Words are sent when the typing pauses; the address follows without a new entry in the history.
function Always({ field, query, setQuery }) {
  const [typed, setTyped] = useState(query[field.key] ?? "");
  const timer = useRef(null);
  useEffect(() => setTyped(query[field.key] ?? ""), [query[field.key]]);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (field.kind !== "text") return html`<div class="filter-always"><${Editor} field=${field} query=${query} setQuery=${setQuery} /></div>`;
  const send = (text) => setQuery({ [field.key]: text.trim() || undefined });
  const input = (event) => {
    setTyped(event.target.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(send, 350, event.target.value);
  };
  const keys = (event) => {
    if (event.key !== "Enter") return;
    clearTimeout(timer.current);
    send(event.target.value);
  };
  return html`<label class="filter-text"><span class="visually-hidden">${field.label}</span><${Icon} name="search" />
    <input class="form-control" type="search" value=${typed} placeholder=${field.label} onInput=${input} onKeyDown=${keys} /></label>`;
}

function Adder({ fields, query, open, setOpen, setQuery }) {
  const root = useRef(null);
  const isOpen = open !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event) => {
      if (!root.current?.contains(event.target) && !event.target.closest?.("dialog")) setOpen(null);
    };
    document.addEventListener("pointerdown", leave);
    root.current.querySelector(`[data-filter="${open}"] input, [data-filter="${open}"] select`)?.focus();
    return () => document.removeEventListener("pointerdown", leave);
  }, [open]);
  const keys = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    setOpen(null);
    root.current.querySelector("button").focus();
  };
  const count = fields.filter((field) => isActive(field, query)).length;
  return html`<div class="menu" ref=${root} onKeyDown=${keys}>
    <button type="button" class="btn" aria-expanded=${String(isOpen)} onClick=${() => setOpen(isOpen ? null : "")}><${Icon} name="filter" /> ${t("filter.add")}${count > 0 && html` <span class="tab-count">${count}</span>`}</button>
    ${isOpen && html`<div class="filter-panel" role="group" aria-label=${t("filter.label")}>
      ${fields.map((field) => html`<div key=${keysOf(field)[0]} data-filter=${keysOf(field)[0]}><${Editor} field=${field} query=${query} setQuery=${setQuery} /></div>`)}
      <div class="filter-done"><button type="button" class="btn btn-primary" onClick=${() => setOpen(null)}>${t("filter.done")}</button></div></div>`}
  </div>`;
}

function Editor({ field, query, setQuery }) {
  const common = { label: field.label, value: query[field.key], onValue: (value) => setQuery({ [field.key]: value }) };
  if (field.kind === "area") return html`<${AreaPicker} ...${common} level=${field.level} />`;
  if (field.kind === "organisation") return html`<${OrganisationPicker} ...${common} />`;
  if (field.kind === "class") return html`<${ClassPicker} ...${common} kind=${field.classKind} whole=${true} />`;
  if (field.kind === "dates") return html`<${Dates} field=${field} query=${query} setQuery=${setQuery} />`;
  if (field.kind === "choices") return html`<${Choices} field=${field} ...${common} />`;
  if (field.kind === "boolean") return html`<label class="check"><input type="checkbox" class="form-check-input" checked=${query[field.key] === "true"} onChange=${(event) => common.onValue(event.target.checked ? "true" : undefined)} /><span>${field.label}</span></label>`;
  if (field.kind === "text") return html`<div class="field"><label>${field.label}<input class="form-control" type="text" value=${common.value ?? ""} onChange=${(event) => common.onValue(event.target.value.trim() || undefined)} /></label></div>`;
  return html`<div class="field"><label>${field.label}<select class="form-select" value=${common.value ?? ""} onChange=${(event) => common.onValue(event.target.value || undefined)}>
    <option value="">${t("filter.any")}</option>${field.options.map((option) => html`<option key=${option.value} value=${option.value} selected=${option.value === common.value}>${option.label}</option>`)}</select></label></div>`;
}

function Choices({ field, value, onValue }) {
  const chosen = new Set(value ? value.split(",") : []);
  const toggle = (each) => {
    if (!chosen.delete(each)) chosen.add(each);
    onValue([...chosen].join(",") || undefined);
  };
  return html`<fieldset class="field"><legend>${field.label}</legend><div class="choices">
    ${field.options.map((option) => html`<label class="choice" key=${option.value}><input type="checkbox" checked=${chosen.has(option.value)} onChange=${() => toggle(option.value)} /><span>${option.label}</span></label>`)}</div></fieldset>`;
}

// People mean whole days of the city; the API takes moments, and its end does not count.
function Dates({ field, query, setQuery }) {
  const [from, to] = field.keys;
  const firstDay = query[from] ? date(query[from]) : "";
  const lastDay = query[to] ? addDays(date(query[to]), -1) : "";
  const set = (first, last) => setQuery({ [from]: first ? cityDayStart(first) : undefined, [to]: last ? cityDayStart(addDays(last, 1)) : undefined });
  const today = date(Date.now());
  const quick = [["filter.today", today], ["filter.week", addDays(today, -6)], ["filter.month", addDays(today, -29)]];
  return html`<fieldset class="field"><legend>${field.label}</legend><div class="dates">
    <input class="form-control" type="date" aria-label=${t("filter.from")} value=${firstDay} max=${lastDay || undefined} onChange=${(event) => set(event.target.value, lastDay)} />
    <span aria-hidden="true">–</span>
    <input class="form-control" type="date" aria-label=${t("filter.to")} value=${lastDay} min=${firstDay || undefined} onChange=${(event) => set(firstDay, event.target.value)} /></div>
    <div class="choices">${quick.map(([key, first]) => html`<button key=${key} type="button" class="btn btn-sm" onClick=${() => set(first, today)}>${t(key)}</button>`)}</div></fieldset>`;
}

function Chip({ field, query, onEdit, onDrop }) {
  const words = useWords(field, query);
  return html`<li class="chip"><button type="button" class="chip-words" onClick=${field.always || field.kind === "mark" ? undefined : onEdit}><span class="faint">${field.label}</span> ${words}</button>
    <button type="button" class="icon-button" aria-label=${t("filter.drop", { label: field.label })} onClick=${onDrop}><${Icon} name="close" size=${12} /></button></li>`;
}

/** The words of a filter that is set; names of places and organisations are asked for. */
function useWords(field, query) {
  const value = query[field.key];
  const [name, setName] = useState(null);
  useEffect(() => {
    const ask = { area: () => get(`/areas/${value}`).then(nameOf), organisation: () => get(`/organisations/${value}`).then(nameOf), class: () => className(value) }[field.kind];
    let isLate = false;
    setName(null);
    if (ask && value) ask().then((words) => !isLate && setName(words), () => !isLate && setName(value));
    return () => { isLate = true; };
  }, [field.kind, value]);
  if (field.kind === "dates") {
    const [from, to] = field.keys;
    return `${query[from] ? day(date(query[from])) : ""} – ${query[to] ? day(addDays(date(query[to]), -1)) : ""}`;
  }
  if (field.kind === "mark") return field.words(value);
  if (field.kind === "boolean") return value === "true" ? t("common.yes") : t("common.no");
  if (field.options) return value.split(",").map((each) => field.options.find((option) => option.value === each)?.label ?? each).join("、");
  return ["area", "organisation", "class"].includes(field.kind) ? name ?? "…" : value;
}
