// Which plan an incident begins with: those of its kind first; its steps and roles are shown at once.
import { html } from "../../kit/html.js";
import { Choice, TextField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { scheduleOf, titleOf } from "../plans/schedule.js";
import { minutesWords, unitsWords } from "../plans/words.js";

export function PlanPart({ form, plans }) {
  const { kind } = form.values;
  const plan = plans.find(({ id }) => id === form.values.plan);
  const sorted = [...plans].sort((one, other) => (other.kind === kind) - (one.kind === kind));
  return html`<${Card} title=${t("incidentNew.plan")}>
      <${Choice} form=${form} name="plan" label=${t("incidents.plan")} hint=${plans.length ? t("incidentNew.planHint") : t("incidentNew.noPlans")} empty=${t("incidentNew.planNone")} options=${sorted.map(({ id, name }) => ({ value: id, label: name }))} />
      ${plan?.content.words && html`<p class="plan-words page-note">${plan.content.words}</p>`}
      ${plan && html`<${PlanSteps} steps=${plan.content.steps} />`}<//>
    ${plan?.content.roles.length > 0 && html`<${Card} title=${t("incidentNew.holders")}><p class="field-hint">${t("incidentNew.holdersHint")}</p>
      <div class="plan-grid">${plan.content.roles.map((role) => html`<${TextField} key=${role.key} form=${form} name=${`holders.${role.key}`} label=${role.title} hint=${role.words} max=${60} />`)}</div><//>`}`;
}

function PlanSteps({ steps }) {
  const schedule = scheduleOf(steps);
  return html`<h3 class="plan-part">${t("plans.steps")}</h3><ol class="plain plan-steps">${steps.map((step, index) => html`<li key=${step.key}><span class="flow-number">${index + 1}</span>
    <div><b>${step.title}</b>${step.isAutomatic && html` <span class="flow-auto"><${Icon} name="send" size=${12} /> ${t("plans.automaticShort")}</span>`}
      <span class="step-how">${[t("plans.fromOnly", { from: schedule.get(step.key).start }), minutesWords(step.dueMinutes), unitsWords(step), step.after.length > 0 && t("plans.afterWords", { steps: step.after.map((key) => titleOf(steps, key)).join(t("plans.comma")) })].filter(Boolean).join(" · ")}</span></div></li>`)}</ol>`;
}
