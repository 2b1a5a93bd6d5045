// One version of the rules, all of it: scores with their weights, grades, indicators with their formulas, figures.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number, percent, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { saveJSON } from "../../kit/save.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { Formula, namesOf } from "./formula.js";
import { isKind, kindName } from "./kinds.js";
import { Grade } from "./marks.js";
import { betterOf, counted } from "./numbers.js";
import { firstDayOf } from "./rules.js";
import common from "../../texts/evaluation.js";
import texts from "../../texts/evaluation-rules.js";

add(common);
add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function RulesVersionPage({ params }) {
  const found = useLoad((signal) => get(`/evaluation/rules/${params.number}`, null, { signal }), [params.number]);
  const item = found.value;
  const save = () => saveJSON(t("evaluation.rules.fileName", { number: item.version.number }), item.content);
  return html`<${Page} title=${item ? t("evaluation.rules.titleOf", { number: item.version.number, title: say(item.content.title) }) : t("evaluation.rules.title")} count=${item?.version.inForce ? t("evaluation.rules.inForce") : undefined}
      crumbs=${[{ href: "/evaluation/rules", title: t("evaluation.rules.title") }]} note=${item && say(item.content.source)}
      actions=${item && html`<button type="button" class="btn" onClick=${save}><${Icon} name="download" /> ${t("evaluation.rules.saveThis")}</button>`}>
    ${found.error && !item ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !item ? html`<${Loading} rows=${12} height=${600} />` : html`<${Content} item=${item} />`}
  <//>`;
}

function Content({ item }) {
  const { content, version } = item;
  const names = namesOf(content.figures, content.indicators);
  return html`<div class="split"><div><${Scores} content=${content} names=${names} /></div>
      <div><${Card} title=${t("evaluation.about")}><${Facts} items=${[
        [t("evaluation.rules.firstDay"), firstDayOf(version.firstDay)], [t("evaluation.reason"), say(version.reason)], [t("evaluation.rules.by"), html`${version.byName} <span class="faint"><${Time} at=${version.at} /></span>`],
        [t("evaluation.rules.minimum"), t("evaluation.rules.minimumWords", { share: percent(content.minimumWeight) })]]} /><//>
      <${Grades} content=${content} /></div></div>
    <${IndicatorList} content=${content} names=${names} /><${FigureList} figures=${item.figures} content=${content} />`;
}

function Scores({ content, names }) {
  return content.scores.map((score) => html`<${Card} key=${score.code} flush title=${say(score.name)}>
    <p class="card-note">${t("evaluation.rules.judges", { who: score.judges.map((by) => (isKind(by) ? kindName(by) : by)).join(t("evaluation.and")) })}</p>
    <div class="table-scroll"><table class="data in-card"><caption class="visually-hidden">${say(score.name)}</caption>
      <thead><tr><th scope="col">${t("evaluation.part")}</th><th scope="col">${t("evaluation.formula")}</th><th scope="col" class="end">${t("evaluation.weight")}</th></tr></thead>
      <tbody>${score.parts.map((part) => html`<tr key=${part.code}><td class="wrap" data-title=${t("evaluation.part")} data-phone="title">${say(part.name)}</td><td class="wrap" data-title=${t("evaluation.formula")} data-phone="line"><${Formula} formula=${part.formula} names=${names} /></td>
        <td class="end" data-title=${t("evaluation.weight")} data-phone="line">${percent(part.weight)}</td></tr>`)}</tbody></table></div>
    <p class="card-note">${t("evaluation.rules.columns", { columns: score.columns.map((code) => say(names.get(code)) || code).join(t("evaluation.and")) })}</p><//>`);
}

const Grades = ({ content }) => html`<${Card} title=${t("evaluation.grades")}><ul class="plain grade-list">${content.grades.map((each) => html`<li key=${each.grade}><${Grade} grade=${each.grade} grades=${content.grades} /> ${t("evaluation.gradeFrom", { name: say(each.name), from: number(each.from) })}</li>`)}</ul><//>`;

function IndicatorList({ content, names }) {
  return html`<${Card} flush title=${t("evaluation.indicators", { count: content.indicators.length })}><div class="table-scroll"><table class="data in-card"><caption class="visually-hidden">${t("evaluation.indicatorsCaption")}</caption>
    <thead><tr><th scope="col">${t("evaluation.indicator")}</th><th scope="col">${t("evaluation.code")}</th><th scope="col">${t("evaluation.formula")}</th><th scope="col">${t("evaluation.unit")}</th></tr></thead>
    <tbody>${content.indicators.map((each) => html`<tr key=${each.code}><td class="wrap" data-title=${t("evaluation.indicator")} data-phone="title">${say(each.name)}<span class="row-note">${[each.note && say(each.note), betterOf(each.better)].filter(Boolean).join(" · ")}</span></td>
      <td data-title=${t("evaluation.code")} data-phone="line"><code>${each.code}</code></td><td class="wrap" data-title=${t("evaluation.formula")} data-phone="line"><${Formula} formula=${each.formula} names=${names} /></td><td data-title=${t("evaluation.unit")} data-phone="line">${say(each.unit)}</td></tr>`)}</tbody></table></div><//>`;
}

function FigureList({ figures, content }) {
  const raw = new Map(content.figures.map((each) => [each.code, each]));
  const codes = (each) => [raw.get(each.code)?.counts, ...(raw.get(each.code)?.all ?? []).map((mark) => `+${mark}`), ...(raw.get(each.code)?.none ?? []).map((mark) => `−${mark}`)].join(" ");
  return html`<${Card} flush title=${t("evaluation.figures", { count: figures.length })}><div class="table-scroll"><table class="data in-card"><caption class="visually-hidden">${t("evaluation.figuresCaption")}</caption>
    <thead><tr><th scope="col">${t("evaluation.figure")}</th><th scope="col">${t("evaluation.code")}</th><th scope="col">${t("evaluation.what")}</th></tr></thead>
    <tbody>${figures.map((each) => html`<tr key=${each.code}><td class="wrap" data-title=${t("evaluation.figure")} data-phone="title">${say(each.name)}${each.note && html`<span class="row-note">${say(each.note)}</span>`}</td>
      <td data-title=${t("evaluation.code")} data-phone="line"><code>${each.code}</code></td><td class="wrap" data-title=${t("evaluation.what")} data-phone="line"><span class="formula"><span>${counted(each)}</span><code class="formula-code">${codes(each)}</code></span></td></tr>`)}</tbody></table></div><//>`;
}
