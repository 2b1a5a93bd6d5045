// The numbers of a period in a few sentences; every number leads to its cases.
import { html, Fragment } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { subjectLink } from "./kinds.js";
import { difference, none, valueOf } from "./marks.js";
import { periodName } from "./period.js";

/** A text with elements in the places that it names. */
function filled(text, parts) {
  return html`<${Fragment}>${text.split(/\{(\w+)\}/).map((piece, index) => (index % 2 ? parts[piece] ?? "" : piece))}<//>`;
}

export function Summary({ item, period }) {
  const figures = new Map(item.figures.map((each) => [each.code, each.value]));
  const rates = new Map(item.indicators.map((each) => [each.code, each.value]));
  const count = (code) => {
    const value = figures.get(code);
    if (!figures.has(code)) return none;
    return value > 0 ? html`<a href=${subjectLink("city", "", { period, figure: code })}><b>${number(value)}</b></a>` : html`<b>0</b>`;
  };
  const rate = (code) => html`<a href=${`${subjectLink("city", "", { period })}#i-${code}`}><b>${valueOf(rates.get(code), { unit: "%" })}</b></a>`;
  return html`<p>${filled(t("evaluation.bulletin.words1"), { reports: count("reports"), public: count("public_reports"), collectors: count("collector_reports"), filed: count("filed") })}
      ${filled(t("evaluation.bulletin.words2"), { due: count("due_to_close"), closed: count("closed"), onTime: count("closed_on_time"), late: count("closed_late"), open: count("overdue_open") })}
      ${filled(t("evaluation.bulletin.words3"), { closing: rate("closing_rate"), onTime: rate("on_time_closing_rate"), handling: rate("on_time_handling_rate"), rework: rate("rework_rate") })}</p>
    <${Against} item=${item} />`;
}

function Against({ item }) {
  const before = item.trend.at(-2);
  const now = item.trend.at(-1);
  if (!before) return html`<p>${t("evaluation.bulletin.noBefore")}</p>`;
  const change = (code) => html`<b>${difference(now.values[code], before.values[code])}</b>`;
  return html`<p>${filled(t("evaluation.bulletin.against"), { period: periodName(before.period), reports: change("reports"), filed: change("filed"), closed: change("closed"), closing: change("closing_rate"), onTime: change("on_time_closing_rate"), rework: change("rework_rate") })}
    ${item.score !== undefined && ` ${t("evaluation.bulletin.score", { score: number(item.score, 2), grade: item.grade, change: difference(item.score, before.score) })}`}</p>`;
}
