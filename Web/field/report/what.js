// What it is: a class, by recent use, by words, or by looking through the big classes; then its condition.
import { html, useEffect, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { classKindName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { askClasses, classes, findClass, loadClasses, searchClasses, shortKey } from "../classes.js";
import { recentClasses } from "../settings.js";
import { Over } from "../work/over.js";

/** `onWhat(key, condition)`; the key is `event/01/10`. */
export function WhatField({ value, condition, onWhat, error }) {
  const [isOpen, setOpen] = useState(false);
  useStore(classes);
  const recent = useStore(recentClasses).map(findClass).filter(Boolean).slice(0, 6);
  const chosen = value && findClass(value);
  const choose = (item, code) => {
    setOpen(false);
    onWhat(shortKey(item.key), code ?? (item.conditions.length === 1 ? item.conditions[0].code : undefined));
  };
  return html`<section class="field-section" aria-label=${t("field.what.label")}>
    <h2>${t("field.what.label")}</h2>
    ${chosen
      ? html`<button type="button" class="field-choice" onClick=${() => setOpen(true)}><span><strong>${say(chosen.name)}</strong><span class="faint">${classKindName(chosen.kind)} · ${say(chosen.bigName)}</span></span><span>${t("field.what.change")}</span></button>
        <${Conditions} item=${chosen} value=${condition} onValue=${(code) => onWhat(value, code)} />`
      : html`${recent.length > 0 && html`<div class="field-chips" role="group" aria-label=${t("field.what.recent")}>${recent.map((item) => html`<button type="button" key=${item.key} class="field-chip" onClick=${() => choose(item)}>${say(item.name)}</button>`)}</div>`}
        <button type="button" class="field-choice" onClick=${() => setOpen(true)}><span><${Icon} name="search" size=${20} /> ${t("field.what.search")}</span></button>
        <p class="field-hint">${t("field.what.hint")}</p>`}
    ${error && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${error}</p>`}
    ${isOpen && html`<${ClassSheet} onChoose=${choose} onClose=${() => setOpen(false)} />`}
  </section>`;
}

/** All to choose from; once chosen, only that one, so that the rest of the report is near the thumb. */
function Conditions({ item, value, onValue }) {
  const [isOpen, setOpen] = useState(false);
  const chosen = item.conditions.find((each) => each.code === value);
  if (chosen && !isOpen && item.conditions.length > 1) {
    return html`<button type="button" class="field-choice field-choice-second" aria-expanded="false" onClick=${() => setOpen(true)}><span>${say(chosen.filing)}<span class="faint">${say(chosen.limit.text)}</span></span><span>${t("field.what.change")}</span></button>`;
  }
  const choose = (code) => {
    setOpen(false);
    onValue(code);
  };
  return html`<div class="field-options" role="radiogroup" aria-label=${t("field.what.condition")}>${item.conditions.map((each) => html`<button type="button" role="radio" key=${each.code} class="field-option"
    aria-checked=${String(each.code === value)} onClick=${() => choose(each.code)}><span>${say(each.filing)}</span><span class="faint">${say(each.limit.text)}</span></button>`)}</div>`;
}

function ClassSheet({ onChoose, onClose }) {
  const known = useStore(classes);
  const [words, setWords] = useState("");
  const [more, setMore] = useState([]);
  const [big, setBig] = useState(null);
  useEffect(() => {
    if (!known) loadClasses().catch(() => {});
  }, []);
  useEffect(() => {
    setMore([]);
    if (!words.trim()) return undefined;
    const control = new AbortController();
    const timer = setTimeout(() => askClasses(words.trim(), control.signal).then((found) => !control.signal.aborted && setMore(found), () => {}), 250);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [words]);
  const found = joined(more, searchClasses(words));
  return html`<${Over} label=${t("field.what.label")} onClose=${onClose}>
    <div class="field-over-list">
      ${!known ? html`<${Loading} rows=${6} />`
        : words.trim() ? html`<${Found} items=${found} onChoose=${onChoose} />`
        : html`<${Browse} known=${known} big=${big} onBig=${setBig} onChoose=${onChoose} />`}
    </div>
    <div class="field-over-foot field-over-search">
      <input class="form-control" type="search" enterkeyhint="search" aria-label=${t("field.what.search")} placeholder=${t("pick.class")} value=${words} onInput=${(event) => setWords(event.target.value)} />
      <button type="button" class="btn" onClick=${onClose}>${t("common.cancel")}</button>
    </div><//>`;
}

// The server knows everyday words; the phone adds what it finds by itself.
function joined(first, second) {
  const seen = new Set();
  return [...first, ...second].filter(({ item }) => !seen.has(item.key) && seen.add(item.key)).slice(0, 20);
}

function Found({ items, onChoose }) {
  if (!items.length) return html`<p class="field-empty" role="status">${t("pick.noClass")}</p>`;
  return html`<ul class="plain">${items.map(({ item, condition }) => html`<li key=${item.key}><button type="button" class="field-row" onClick=${() => onChoose(item, condition)}>
    <span><strong>${say(item.name)}</strong><span class="faint">${say(item.conditions.find((each) => each.code === condition)?.filing) || say(item.bigName)}</span></span></button></li>`)}</ul>`;
}

function Browse({ known, big, onBig, onChoose }) {
  const bigs = [...new Map(known.map((item) => [`${item.kind}/${item.big}`, item])).entries()];
  const [events, components] = ["event", "component"].map((kind) => bigs.filter(([, item]) => item.kind === kind));
  if (big) {
    return html`<button type="button" class="field-row" onClick=${() => onBig(null)}><${Icon} name="left" size=${20} /> <strong>${say(bigs.find(([key]) => key === big)[1].bigName)}</strong></button>
      <ul class="plain">${known.filter((item) => `${item.kind}/${item.big}` === big).map((item) => html`<li key=${item.key}><button type="button" class="field-row" onClick=${() => onChoose(item)}>${say(item.name)}</button></li>`)}</ul>`;
  }
  const group = (title, list) => html`<h2 class="field-list-title">${title}</h2><ul class="plain">${list.map(([key, item]) => html`<li key=${key}><button type="button" class="field-row" onClick=${() => onBig(key)}><span>${say(item.bigName)}</span><${Icon} name="right" size=${20} /></button></li>`)}</ul>`;
  return html`${group(classKindName("event"), events)}${group(classKindName("component"), components)}`;
}
