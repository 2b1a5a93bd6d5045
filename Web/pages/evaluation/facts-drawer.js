// The cases behind a number, beside the page. The total is the number.
import { html } from "../../kit/html.js";
import { Drawer } from "../../kit/drawer.js";
import { clockTime, day, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { stateName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { subjectPath } from "./kinds.js";
import { counted } from "./numbers.js";

export function FactsDrawer({ item, code, period, edition, onClose }) {
  const figure = item.figures.find((each) => each.code === code);
  return html`<${Drawer} open=${code} width=${480} title=${figure ? t("evaluation.drawer", { name: say(item.name), figure: say(figure.name) }) : t("evaluation.figure")} onClose=${onClose}>
    ${figure ? html`<${Facts} key=${`${code}${period}${edition}`} item=${item} figure=${figure} period=${period} edition=${edition} />`
      : html`<${Empty} icon="search" title=${t("evaluation.noFigure", { code })} text=${t("evaluation.noFigureHint")} />`}<//>`;
}

function Facts({ item, figure, period, edition }) {
  const facts = useList(`/evaluation/results/${subjectPath(item.by, item.subject)}/facts`, { period, edition, figure: figure.code }, { limit: 30 });
  const total = facts.extra?.total;
  const objects = item.by === "department" && item.basis.state === "objections" && can("evaluation.object") ? item.basis.periodID : null;
  if (facts.error && facts.items.length === 0) return html`<${ErrorState} error=${facts.error} onRetry=${facts.refresh} />`;
  if (total === undefined) return html`<${Loading} rows=${8} />`;
  return html`<p class="facts-total" role="status" data-test="facts-total">${t(total === figure.value ? "evaluation.total.same" : "evaluation.total.other", { count: number(total), value: number(figure.value) })}</p>
    <p class="faint">${counted(figure)}${t("evaluation.stop")}${figure.note ? say(figure.note) : ""}</p>
    ${total === 0 ? html`<${Empty} icon="list" title=${t("evaluation.total.none")} />`
      : html`<ol class="plain fact-list">${facts.items.map((fact) => html`<li key=${fact.id}><${Fact} fact=${fact} objects=${objects} /></li>`)}</ol>`}
    ${facts.error && html`<p class="form-error" role="alert">${facts.error.message}</p>`}
    ${facts.next && html`<div class="table-more"><button type="button" class="btn" disabled=${facts.loadingMore} onClick=${facts.more}>${facts.loadingMore ? t("common.loading") : t("evaluation.moreCases", { left: number(total - facts.items.length) })}</button></div>`}`;
}

function Fact({ fact, objects }) {
  const one = fact.case;
  return html`<div class="fact">
    ${one ? html`<p class="fact-head"><a class="code" href=${`/cases/${one.number}`}>${one.number}</a><span>${stateName(one.state)}</span></p>
        <p>${[say(one.className), one.address].filter(Boolean).join(" · ")}</p>${one.organisation && html`<p class="faint">${say(one.organisation)}</p>`}`
      : html`<p class="fact-hidden"><${Icon} name="lock" size=${14} /> ${t("evaluation.caseHidden")}</p>`}
    <p class="fact-foot"><span>${say(fact.kind)} · ${day(fact.day)} ${clockTime(fact.at)}</span>
      <span class="tags">${fact.marks.map((mark) => html`<span class="tag" key=${mark.zh}>${say(mark)}</span>`)}</span></p>
    ${one && objects && html`<a class="btn btn-sm" href=${`/evaluation/periods/${objects}?object=${one.number}`}><${Icon} name="flag" size=${14} /> ${t("evaluation.objectToThis")}</a>`}
  </div>`;
}
