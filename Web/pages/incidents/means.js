// Who holds which role, and what must be at hand.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { resourceWords } from "../plans/words.js";

export function Means({ file }) {
  const { roles, resources, plan, planName, planVersion, words } = file.incident;
  return html`<div class="means">${words && html`<h3>${t("incidents.words")}</h3><p class="plan-words">${words}</p>`}
    <h3>${t("incidents.plan")}</h3><p>${planName ? html`<a href=${`/plans/${plan}`}>${t("incidents.planOf", { name: planName, version: number(planVersion) })}</a>` : html`<span class="faint">${t("incidents.noPlan")}</span>`}</p>
    <h3>${t("incidentMeans.roles")}</h3>${roles.length === 0 ? html`<p class="faint">${t("plans.noRoles")}</p>` : html`<dl class="facts role-list">${roles.map((role) => html`<div key=${role.key}><dt>${role.title}</dt><dd>${role.holder ? html`<b>${role.holder}</b>` : html`<span class="faint">${t("incidentMeans.vacant")}</span>`}${role.words && html`<span class="step-how">${role.words}</span>`}</dd></div>`)}</dl>`}
    <h3>${t("incidentMeans.resources")}</h3>${resources.length === 0 ? html`<p class="faint">${t("plans.noResources")}</p>` : html`<ul class="plain resource-list">${resources.map((each, index) => html`<li key=${index}>${resourceWords(each)}</li>`)}</ul>`}</div>`;
}
