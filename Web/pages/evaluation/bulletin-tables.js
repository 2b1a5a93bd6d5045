// The tables of the bulletin: narrow enough for a sheet of A4.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";
import { kindName, subjectLink, tableLink } from "./kinds.js";
import { difference, Grade, none, shown, valueOf } from "./marks.js";

const classesMax = 10;
const spotsMax = 15;

export function Standings({ table, period, codes }) {
  const known = codes.map((code) => table.columns.find((column) => column.code === code)).filter(Boolean);
  const columns = known.length ? known : table.columns.slice(0, 6);
  if (table.rows.length === 0) return html`<p>${t("evaluation.none")}</p>`;
  return html`<table class="sheet-table"><caption class="visually-hidden">${t("evaluation.tableOf", { who: kindName(table.by) })}</caption>
    <thead><tr><th scope="col" class="end">${t("evaluation.rank")}</th><th scope="col">${kindName(table.by)}</th><th scope="col" class="end">${t("evaluation.score")}</th><th scope="col">${t("evaluation.grade")}</th><th scope="col" class="end">${t("evaluation.change")}</th>
      ${columns.map((column) => html`<th scope="col" class="end" key=${column.code}>${say(column.name)}</th>`)}</tr></thead>
    <tbody>${table.rows.map((row) => html`<tr key=${row.subject}><td class="end">${row.rank ?? none}</td><td><a href=${subjectLink(table.by, row.subject, { period })}>${say(row.name)}</a>${row.isClosed && ` (${t("evaluation.closed")})`}</td>
      <td class="end">${shown(row.score, 2)}</td><td><${Grade} grade=${row.grade} grades=${table.grades} /></td><td class="end">${difference(row.score, row.previousScore, 2)}</td>
      ${columns.map((column) => html`<td class="end" key=${column.code}><${Value} row=${row} column=${column} by=${table.by} period=${period} /></td>`)}</tr>`)}</tbody></table>
    <p class="sheet-legend">${table.grades.map((each) => t("evaluation.bulletin.grade", { grade: each.grade, name: say(each.name), from: number(each.from) })).join(t("evaluation.and"))}</p>`;
}

function Value({ row, column, by, period }) {
  const value = row.values[column.code];
  if (!column.isFigure || !value) return html`${valueOf(value, column)}`;
  return html`<a href=${subjectLink(by, row.subject, { period, figure: column.code })}>${valueOf(value, column)}</a>`;
}

export function Classes({ table, period }) {
  const rows = table.rows.filter((row) => row.values.filed > 0).sort((left, right) => right.values.filed - left.values.filed).slice(0, classesMax);
  if (rows.length === 0) return html`<p>${t("evaluation.none")}</p>`;
  return html`<table class="sheet-table"><caption class="visually-hidden">${t("evaluation.bulletin.classes")}</caption>
    <thead><tr><th scope="col">${kindName("class")}</th>${table.columns.map((column) => html`<th scope="col" class="end" key=${column.code}>${say(column.name)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${row.subject}><td><a href=${subjectLink("class", row.subject, { period })}>${say(row.name)}</a></td>
      ${table.columns.map((column) => html`<td class="end" key=${column.code}><${Value} row=${row} column=${column} by="class" period=${period} /></td>`)}</tr>`)}</tbody></table>
    <p class="sheet-legend"><a href=${tableLink("class", { period, sort: "-filed" })}>${t("evaluation.bulletin.allClasses", { count: number(table.total) })}</a></p>`;
}

export function Spots({ item, period }) {
  const words = t("evaluation.bulletin.recurring", { filed: number(item.filed), recurring: number(item.recurring), rate: valueOf(item.recurrenceRate, { unit: "%" }) });
  if (item.spots.length === 0) return html`<p>${words} ${t("evaluation.noSpots")}${t("evaluation.stop")}</p>`;
  return html`<p>${words}</p><table class="sheet-table"><caption class="visually-hidden">${t("evaluation.hotspots")}</caption>
    <thead><tr><th scope="col">${t("evaluation.place")}</th><th scope="col">${kindName("grid")}</th><th scope="col">${kindName("class")}</th><th scope="col" class="end">${t("evaluation.times")}</th></tr></thead>
    <tbody>${item.spots.slice(0, spotsMax).map((spot) => html`<tr key=${`${spot.grid}${spot.smallClass}`}><td>${say(spot.areaName)}</td><td class="code">${spot.grid}</td><td>${say(spot.className)}</td><td class="end">${number(spot.count)}</td></tr>`)}</tbody></table>
    <p class="sheet-legend"><a href=${`/evaluation/hotspots?period=${period}`}>${t("evaluation.hotspots")}</a></p>`;
}
