// Where a case goes: what the routing rules suggest, why, and every other department.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { OrganisationPicker } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { can } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { shortClass } from "./class-fields.js";

export function DepartmentField({ form, name, required, item }) {
  const suggested = item?.suggestedOrganisation;
  const isOther = suggested && form.values[name] !== suggested.id;
  // Several cases at once: each has its own suggestion, so the field may stay empty.
  const hint = item ? undefined : t("case.field.departmentEach");
  return html`<div class="field-group">
    <${OrganisationPicker} form=${form} name=${name} label=${t("case.field.organisation")} required=${required && Boolean(item)} hint=${hint} />
    ${suggested && html`<p class="suggestion"><${Icon} name="rules" /> ${t("case.field.suggested", { name: say(suggested.name) })}
      ${isOther && html` <button type="button" class="btn btn-sm" onClick=${() => form.set(name, suggested.id)}>${t("case.field.takeSuggested")}</button>`}</p>`}
    ${item && !suggested && html`<p class="suggestion faint">${t("case.field.noSuggestion")}</p>`}
    ${item?.row.smallClass && can("routing.read") && html`<${Why} item=${item} />`}</div>`;
}

function Why({ item }) {
  const [state, setState] = useState(null);
  const open = async (event) => {
    if (!event.target.open || state?.value) return;
    setState({ busy: true });
    try {
      setState({ value: await get("/routing/decision", questionOf(item.row)) });
    } catch (error) {
      setState({ error });
    }
  };
  return html`<details class="why" onToggle=${open}><summary>${t("case.routing.why")}</summary>
    ${state?.busy && html`<p class="faint">${t("common.loading")}</p>`}
    ${state?.error && html`<p class="field-error">${state.error.message}</p>`}
    ${state?.value && html`<p>${say(state.value.summary)}</p><ol class="why-steps">${state.value.steps.map((step) => html`<li key=${step.rule} class=${step.decides ? "decides" : ""}>
      <${Icon} name=${step.decides ? "check" : "close"} size=${12} /> <b>${step.rule}</b> <span class="faint">${say(step.reason)}</span></li>`)}</ol>`}
  </details>`;
}

const questionOf = (row) => ({ class: shortClass(row.smallClass.id), area: row.area.id, source: row.source, part: row.part, at: row.reportedAt });
