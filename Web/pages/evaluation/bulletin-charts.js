// Pictures that print sharply: bars of plain boxes, a line of SVG. Both say their numbers.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";
import { shortName, trimmed } from "./period.js";

const barsMax = 15;

export function Bars({ table }) {
  const rows = table.rows.filter((row) => row.score !== undefined).slice(0, barsMax);
  if (rows.length === 0) return null;
  return html`<figure class="sheet-figure"><figcaption>${t("evaluation.bulletin.bars", { name: say(table.scoreName), count: rows.length })}</figcaption>
    <ul class="plain print-bars">${rows.map((row) => html`<li key=${row.subject}><span class="print-label">${say(row.name)}</span><span class="print-track"><span class="print-bar" style=${{ width: `${row.score}%` }}></span></span><b>${number(row.score, 2)}</b></li>`)}</ul></figure>`;
}

const wide = 680;
const high = 150;
const edge = { left: 34, right: 32, top: 22, bottom: 22 };

/** A rate of the city over the periods, from zero. */
export function Trend({ item, code }) {
  const column = item.columns.find((each) => each.code === code);
  const points = trimmed(item.trend).map((each, index) => ({ index, period: each.period, value: each.values[code] }));
  const held = points.filter((each) => each.value !== undefined);
  if (!column || held.length === 0) return null;
  const x = (index) => edge.left + (points.length < 2 ? 0 : (index * (wide - edge.left - edge.right)) / (points.length - 1));
  const y = (value) => high - edge.bottom - (Math.min(100, value) * (high - edge.top - edge.bottom)) / 100;
  const words = held.map((each) => `${each.period} ${number(each.value)}%`).join(" · ");
  return html`<figure class="sheet-figure"><figcaption>${t("evaluation.bulletin.trend", { name: say(column.name), count: points.length })}</figcaption>
    <svg class="print-line" viewBox=${`0 0 ${wide} ${high}`} role="img" aria-label=${words}>
      ${[0, 50, 100].map((value) => html`<g key=${value}><line class="print-grid" x1=${edge.left} x2=${wide - edge.right} y1=${y(value)} y2=${y(value)} /><text class="print-axis" x=${edge.left - 6} y=${y(value) + 4} text-anchor="end">${value}</text></g>`)}
      <polyline class="print-path" points=${held.map((each) => `${x(each.index)},${y(each.value)}`).join(" ")} />
      ${held.map((each) => html`<g key=${each.period}><circle class="print-dot" cx=${x(each.index)} cy=${y(each.value)} r="3" /><text class="print-value" x=${x(each.index)} y=${y(each.value) - 8} text-anchor="middle">${number(each.value)}</text></g>`)}
      ${points.map((each) => html`<text key=${each.period} class="print-axis" x=${x(each.index)} y=${high - 6} text-anchor="middle">${shortName(each.period)}</text>`)}
    </svg></figure>`;
}
