// A small class with its conditions and limits in clear words.
import { html } from "../../kit/html.js";
import { Copy } from "../../kit/copy.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

export function SmallClass({ small, mayEdit, edition, withBig }) {
  const name = say(small.name);
  const more = small.conditions.some((each) => each.handler || each.authority);
  return html`<section class="panel small-class" aria-label=${name} data-test=${`class-${small.kind}-${small.big}-${small.small}`}>
    <header class="small-head"><h2>${name}</h2><${Copy} text=${`${small.big}${small.small}`} />
      ${withBig && html`<span class="faint">${say(small.bigName)}</span>`}
      ${!small.verified && html`<span class="tag" title=${t("classes.unverifiedHint")}>${t("classes.unverified")}</span>`}
      ${mayEdit && html`<a class="btn btn-sm" aria-label=${t("class.editNamed", { name })} href=${`/classes/${edition.edition}/${small.kind}/${small.big}/${small.small}`}><${Icon} name="edit" /> ${t("class.edit")}</a>`}</header>
    ${small.conditions.length === 0 ? html`<p class="small-none">${t("classes.noConditions")}</p>` : html`<div class="table-scroll"><table class="data conditions">
      <caption class="visually-hidden">${t("classes.table", { name })}</caption>
      <thead><tr><th scope="col">${t("classes.condition")}</th><th scope="col">${t("classes.closing")}</th><th scope="col" class="limit-col">${t("classes.limit")}</th>${more && html`<th scope="col">${t("classes.handler")}</th><th scope="col">${t("classes.authority")}</th>`}</tr></thead>
      <tbody>${small.conditions.map((each) => html`<${Condition} key=${each.code} condition=${each} more=${more} />`)}</tbody></table></div>`}
  </section>`;
}

function Condition({ condition, more }) {
  const grades = Object.keys(condition.gradeLimits).sort();
  const cell = (title, inside, phone = "line") => html`<td class="wrap" data-title=${title} data-phone=${phone}>${inside}</td>`;
  return html`<tr>
    ${cell(t("classes.condition"), html`<span>${say(condition.filing)}</span>`, "title")}
    ${cell(t("classes.closing"), html`<span>${say(condition.closing)}</span>`)}
    ${cell(t("classes.limit"), html`<span><b>${say(condition.limit.text)}</b>${condition.assumed && html` <span class="tag" title=${t("classes.assumedHint")}>${t("classes.assumed")}</span>`}
      ${grades.map((grade) => html`<span class="grade" key=${grade}>${t("classes.grade", { grade, limit: say(condition.gradeLimits[grade].text) })}</span>`)}</span>`)}
    ${more && cell(t("classes.handler"), condition.handler)}${more && cell(t("classes.authority"), condition.authority)}</tr>`;
}
