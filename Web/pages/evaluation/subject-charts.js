// The shape of a score: its parts against 100, and how it went over the periods.
import { html } from "../../kit/html.js";
import { LineChart, RadarChart } from "../../kit/chart.js";
import { Card } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { subjectLink } from "./kinds.js";
import { difference, shown } from "./marks.js";
import { periodName, shortName, trimmed } from "./period.js";

export function SubjectCharts({ item: whole, other, query }) {
  const item = { ...whole, trend: trimmed(whole.trend) };
  const trend = item.scoreName ? [scoreTrend(item, query)] : [];
  const rates = item.columns.filter((column) => !column.isFigure).slice(0, 2);
  const series = rates.length ? rates : item.columns.slice(0, 2);
  return html`<div class="chart-row">
    ${item.parts.length > 2 && html`<${Card} label=${t("evaluation.radar")}><${Radar} item=${item} other=${other} /><//>`}
    ${trend.map((chart) => html`<${Card} key="score" label=${t("evaluation.trend")}>${chart}<//>`)}
    <${Card} label=${t("evaluation.trendOf")}><${LineChart} title=${t("evaluation.trendOf")} words=${t("evaluation.trendWords", { count: item.trend.length })} unit=${rates.length ? "%" : ""} labels=${item.trend.map((each) => shortName(each.period))}
      series=${series.map((column) => ({ name: say(column.name), values: item.trend.map((each) => each.values[column.code] ?? null), href: hrefAt(item, query) }))} /><//>
  </div>`;
}

const hrefAt = (item, query) => (index) => subjectLink(item.by, item.subject, { ...query, edition: undefined, period: item.trend[index].period });

function scoreTrend(item, query) {
  const last = item.trend.at(-1);
  const before = item.trend.at(-2);
  const words = before?.score === undefined || last?.score === undefined ? t("evaluation.trendWords", { count: item.trend.length })
    : t("evaluation.trendNow", { period: periodName(last.period), score: shown(last.score, 2), change: difference(last.score, before.score) });
  return html`<${LineChart} title=${t("evaluation.trend")} words=${words} labels=${item.trend.map((each) => shortName(each.period))}
    series=${[{ name: say(item.scoreName), values: item.trend.map((each) => each.score ?? null), href: hrefAt(item, query) }]} empty=${t("evaluation.noScore")} />`;
}

function Radar({ item, other }) {
  const weakest = item.parts.filter((part) => part.value !== undefined).sort((left, right) => left.value - right.value)[0];
  const words = weakest ? t("evaluation.radarWords", { name: say(weakest.name), value: shown(weakest.value) }) : "";
  const own = { name: periodName(item.basis.period.code), values: item.parts.map((part) => part.value ?? null) };
  const compared = other && { name: periodName(other.basis.period.code), values: item.parts.map((part) => other.parts.find((each) => each.code === part.code)?.value ?? null) };
  return html`<${RadarChart} title=${t("evaluation.radar")} words=${words} labels=${item.parts.map((part) => say(part.name))} max=${100} series=${compared ? [own, compared] : [own]} />`;
}
