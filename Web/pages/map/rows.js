// Short rows of cases for the drawers: what, where, how long.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { DueClock } from "../../kit/clockbar.js";
import { Lamp } from "../../kit/lamp.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, spaced, t } from "../../kit/texts.js";
import { countLamps } from "./cases.js";

const smallName = (row) => say(row.smallClass?.name ?? row.className).split(" › ").at(-1);

export function CaseRows({ rows, onOpen, label }) {
  return html`<ul class="case-rows" aria-label=${label}>${rows.map((row) => html`<li key=${row.id}><button type="button" onClick=${() => onOpen(row)}>
    <span class="case-row-head"><strong>${smallName(row) || t("cityMap.noClass")}</strong><${DueClock} row=${row} /></span>
    <span class="case-row-place">${spaced(row.address ?? "")}</span><span class="case-row-number code">${row.number}</span></button></li>`)}</ul>`;
}

/** A first page of a list of cases: its states, its rows, and the way to all. */
export function CaseList({ list, none, onOpen, label, more }) {
  if (list.error) return html`<${ErrorState} error=${list.error} onRetry=${list.refresh} />`;
  if (!list.fresh) return html`<${Loading} rows=${4} />`;
  if (!list.items.length) return html`<p class="faint">${none}</p>`;
  return html`<${CaseRows} rows=${list.items} onOpen=${onOpen} label=${label} />${list.next && html`<p><a href=${more}>${t("cityMap.moreCases")}</a></p>`}`;
}

const words = { red: "cityMap.late", yellow: "cityMap.warned", green: "cityMap.inTime" };

/** A lamp in the words of the map: overdue, due soon, in time. */
export const lampWord = (lamp) => t(words[lamp]);

/** “在办 12：正常 8 · 预警 1 · 超期 3”, each with its shape. */
export function LampCounts({ rows, counts = countLamps(rows) }) {
  return html`<p class="lamp-counts">${["red", "yellow", "green"].map((lamp) => html`<span key=${lamp}><${Lamp} lamp=${lamp} word=${lampWord(lamp)} /> <strong>${number(counts[lamp])}</strong></span>`)}</p>`;
}

/** Figures of one place as tiles: open, about to be late, late. */
export function PlaceFigures({ figure, href }) {
  const items = [["open", "cityMap.open"], ["yellow", "cityMap.warned"], ["red", "cityMap.late"]];
  return html`<div class="place-figures">${items.map(([key, title]) => html`<a key=${key} href=${href(key)}><span class="place-figure">${figure ? number(figure[key] ?? 0) : "–"}</span>
    <span>${key !== "open" && html`<${Lamp} lamp=${key} word=${t(title)} />`}${key === "open" && t(title)}</span></a>`)}</div>`;
}
