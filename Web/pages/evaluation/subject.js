// One subject taken apart: its score, why it is so, how it went, and every number with its cases.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { Basis } from "./basis.js";
import { FactsDrawer } from "./facts-drawer.js";
import { namesOf } from "./formula.js";
import { bulletinLink, isKind, kindName, seesTable, subjectLink, subjectPath, tableLink } from "./kinds.js";
import { difference, Grade, shown } from "./marks.js";
import { Figures, Indicators } from "./numbers.js";
import { PartsTable } from "./parts-table.js";
import { periodName, periodOf, stepped, thisMonth, yearBefore } from "./period.js";
import { PeriodPicker } from "./period-picker.js";
import { SubjectCharts } from "./subject-charts.js";
import texts from "../../texts/evaluation.js";

add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function SubjectPage({ params }) {
  const [query, setQuery] = useQuery();
  const period = periodOf(query.period) ? query.period : thisMonth();
  const compare = periodOf(query.compare) && query.compare !== period ? query.compare : undefined;
  const path = `/evaluation/results/${subjectPath(params.by, params.subject)}`;
  const found = useLoad((signal) => get(path, { period, edition: query.edition, trend: 12 }, { signal }), [path, period, query.edition]);
  const other = useLoad(async (signal) => compare && get(path, { period: compare, trend: 1 }, { signal }), [path, compare]);
  const item = found.value;
  const own = { period: query.period, edition: query.edition };
  const who = isKind(params.by) ? kindName(params.by) : t("evaluation.title");
  const crumbs = seesTable(params.by) ? [{ href: tableLink(params.by, own), title: t("evaluation.titleOf", { who, period: periodName(period) }) }] : [{ href: tableLink("department", own), title: t("evaluation.title") }];
  return html`<${Page} title=${item ? t("evaluation.subjectTitle", { name: say(item.name), period: periodName(period) }) : who} crumbs=${crumbs}
      count=${item?.isClosed ? t("evaluation.closed") : undefined} actions=${html`<a class="btn" href=${bulletinLink(period)}>${t("evaluation.bulletin")}</a>`}>
    <div class="row-wrap subject-bar"><${PeriodPicker} code=${period} onCode=${(next) => setQuery({ period: next, edition: undefined })} /><${Compare} period=${period} value=${compare} onValue=${(next) => setQuery({ compare: next })} /></div>
    ${found.error && !item ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !item ? html`<${Loading} rows=${12} height=${600} />`
      : html`<${Content} item=${item} other=${compare ? other : {}} query=${{ ...own, compare: query.compare }} />
        <${FactsDrawer} item=${item} code=${query.figure} period=${period} edition=${query.edition} onClose=${() => setQuery({ figure: undefined })} />`}
  <//>`;
}

function Content({ item, other, query }) {
  const names = namesOf(item.figures, item.indicators);
  const linkOf = (figure) => subjectLink(item.by, item.subject, { ...query, figure });
  return html`<${Basis} basis=${item.basis} />
    ${other.error && html`<${ErrorState} error=${other.error} onRetry=${other.refresh} title=${t("evaluation.compareFailed")} />`}
    ${item.scoreName && html`<${Head} item=${item} other=${other.value} />
      <${PartsTable} item=${item} other=${other.value} names=${names} linkOf=${linkOf} />`}
    <${SubjectCharts} item=${item} other=${other.value} query=${query} />
    <${Figures} item=${item} other=${other.value} linkOf=${linkOf} />
    <${Indicators} item=${item} other=${other.value} names=${names} linkOf=${linkOf} />`;
}

function Head({ item, other }) {
  const before = item.trend.at(-2);
  const grade = item.grades.find((each) => each.grade === item.grade);
  const lines = [before && [t("evaluation.againstBefore", { period: periodName(before.period) }), before], other && other.basis.period.code !== before?.period && [t("evaluation.against", { period: periodName(other.basis.period.code) }), other]].filter(Boolean);
  return html`<section class="panel subject-head" aria-label=${say(item.scoreName)} data-test="score">
    <div><p class="faint">${say(item.scoreName)}</p><p class="subject-score">${shown(item.score, 2)} <${Grade} grade=${item.grade} grades=${item.grades} large /></p>
      <p>${grade ? t("evaluation.gradeFrom", { name: say(grade.name), from: grade.from }) : t("evaluation.noScore")}</p></div>
    <dl class="subject-lines">${lines.map(([words, each]) => html`<div key=${words}><dt>${words}</dt><dd><b>${difference(item.score, each.score)}</b> <span class="faint">${shown(each.score, 2)} ${each.grade ?? ""}</span></dd></div>`)}</dl>
  </section>`;
}

function Compare({ period, value, onValue }) {
  const now = periodOf(period);
  const choices = [];
  let each = now;
  for (let count = 0; count < 12; count += 1) {
    each = stepped(each, -1);
    choices.push(each.code);
  }
  const year = yearBefore(now)?.code;
  const all = [...new Set([...choices, year, value].filter(Boolean))];
  return html`<label class="compare"><span>${t("evaluation.compareWith")}</span><select class="form-select" value=${value ?? ""} onChange=${(event) => onValue(event.target.value || undefined)}>
    <option value="" selected=${!value}>${t("evaluation.compareNone")}</option>
    ${all.map((code, at) => html`<option key=${code} value=${code} selected=${code === value}>${periodName(code)}${at === 0 ? t("evaluation.compareBefore") : code === year ? t("evaluation.compareYear") : ""}</option>`)}</select></label>`;
}
