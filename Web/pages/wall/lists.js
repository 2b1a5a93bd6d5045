// Ranked areas and departments, and the cases that came or moved last.
import { html } from "../../kit/html.js";
import { clockTime, date, number, time } from "../../kit/format.js";
import { Lamp } from "../../kit/lamp.js";
import { say, t } from "../../kit/texts.js";
import { ranked } from "./data.js";
import { openCases } from "./links.js";

export const WallPanel = ({ area, title, note, children }) => html`<section class=${`wall-panel wall-${area}`} aria-label=${title}>
  <header><h2>${title}</h2>${note && html`<span class="wall-note">${note}</span>`}</header>${children}</section>`;

/** Rows as long bars: red what is over, amber what soon will be, grey the rest. */
export function Ranking({ items, query, empty }) {
  const rows = ranked(items).filter((item) => item.open > 0);
  const most = Math.max(1, ...rows.map((item) => item.open));
  if (rows.length === 0) return html`<p class="wall-empty">${empty}</p>`;
  return html`<ol class="wall-rows">${rows.map((item) => html`<li key=${item.code ?? item.id} class="rank-row">
    <a class="rank-name" href=${openCases(query(item))}>${say(item.name)}</a>
    <span class="rank-bar" aria-hidden="true"><span class="bar-red" style=${{ width: `${(item.red / most) * 100}%` }}></span><span class="bar-amber" style=${{ width: `${(item.yellow / most) * 100}%` }}></span><span class="bar-rest" style=${{ width: `${((item.open - item.red - item.yellow) / most) * 100}%` }}></span></span>
    <a class="rank-red" href=${openCases({ ...query(item), lamp: "red" })}>${item.red > 0 ? html`<${Lamp} lamp="red" quiet=${true} /> ${number(item.red)}` : html`<span class="visually-hidden">0</span>`}</a>
    <a class="rank-open" href=${openCases(query(item))}>${number(item.open)}</a>
  </li>`)}</ol>`;
}

/** The county of a case in a word, where there are several. */
export const countyName = (code, overview) => (overview?.counties.length > 1 ? say(overview.counties.find((each) => each.id === code.slice(0, 6))?.name) : "");

export function LatestCases({ rows, day, overview }) {
  if (rows.length === 0) return html`<p class="wall-empty">${t("wall.noCases")}</p>`;
  return html`<ol class="wall-rows">${rows.map((row) => html`<li key=${row.id} class="latest-row"><a href=${`/cases/${row.number}`}>
    <span class="latest-time">${date(row.reportedAt) === day ? clockTime(row.reportedAt) : time(row.reportedAt)}</span>
    <span class="latest-what">${className(row)}</span><span class="latest-county">${countyName(row.area.id, overview)}</span><span class="latest-where">${row.address || say(row.area.name)}</span>
    <span class="latest-state">${row.lamp && html`<${Lamp} lamp=${row.lamp} quiet=${true} />`} ${say(row.stateName)}</span></a></li>`)}</ol>`;
}

/** The small class without the big one before it: there is no room for both. */
export const className = (row) => {
  const name = say(row.className ?? row.smallClass?.name);
  return name ? name.split(" › ").pop() : t("wall.noClass");
};
