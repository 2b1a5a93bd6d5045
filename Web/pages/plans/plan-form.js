// A plan as a form: what it is, its roles and resources, and its steps, one below the other.
import { html } from "../../kit/html.js";
import { AreaPicker, Choice, Form, FormActions, NumberField, RadioGroup, TextArea, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { ListError } from "./list-error.js";
import { bodyOf, checkPlan, emptyResource, emptyRole, withoutRole } from "./plan-values.js";
import { StepRows } from "./step-rows.js";
import { kindChoices, stateChoices } from "./words.js";

const inWords = (errors) => Object.fromEntries(Object.entries(errors).filter(([, key]) => key).map(([path, key]) => [path, t(key)]));

export function PlanForm({ initial, isNew, draft, write, done, cancel, reload }) {
  const form = useForm({ initial, draft, reload, check: (values) => inWords(checkPlan(values)), submit: (values, { key }) => write(bodyOf(values), key), done });
  return html`<${Form} form=${form} label=${t(isNew ? "plans.new" : "plans.edit")}><div class="plan-form">
    <${Card} title=${t("plans.facts")}><div class="plan-grid">
      <${TextField} form=${form} name="name" label=${t("plans.name")} max=${60} required autofocus=${isNew} />
      <${Choice} form=${form} name="kind" label=${t("plans.kind")} options=${kindChoices()} required /></div>
      <div class="plan-grid"><${AreaPicker} form=${form} name="area" label=${t("plans.area")} hint=${t("plans.areaHint")} required />
      <${NumberField} form=${form} name="content.rollCallMinutes" label=${t("plans.rollCall")} hint=${t("plans.rollCallHint")} unit=${t("plans.minutes")} /></div>
      <${TextArea} form=${form} name="content.words" label=${t("plans.when")} hint=${t("plans.whenHint")} rows=${3} max=${2000} optional />
      <${RadioGroup} form=${form} name="state" label=${t("plans.state")} options=${stateChoices()} /><//>
    <${Card} title=${t("plans.roles")}><${RoleRows} form=${form} /><//>
    <${Card} title=${t("plans.resources")}><${ResourceRows} form=${form} /><//>
    <${Card} title=${t("plans.steps")}><${StepRows} form=${form} /><//>
    <${FormActions} form=${form} label=${t("common.save")} cancel=${cancel} /></div><//>`;
}

const drop = (label, onClick) => html`<button type="button" class="icon-button row-drop" aria-label=${label} title=${label} onClick=${onClick}><${Icon} name="trash" /></button>`;

function RoleRows({ form }) {
  const { content } = form.values;
  const path = "content.roles";
  return html`<${ListError} form=${form} name=${path} />
    ${content.roles.length === 0 && html`<p class="faint">${t("plans.noRoles")}</p>`}
    ${content.roles.map((role, index) => html`<div class="part-row role-row" key=${role.key} role="group" aria-label=${t("plans.roleNumber", { number: index + 1 })}>
      <${TextField} form=${form} name=${`${path}.${index}.title`} label=${t("plans.roleTitle")} max=${40} required />
      <${TextField} form=${form} name=${`${path}.${index}.words`} label=${t("plans.roleWords")} max=${500} />
      ${drop(t("plans.dropRole", { name: role.title || index + 1 }), () => form.set("content", withoutRole(content, index)))}
      <${ListError} form=${form} name=${`${path}.${index}.key`} /></div>`)}
    <button type="button" class="btn" onClick=${() => form.set(path, [...content.roles, emptyRole(content.roles)])}><${Icon} name="plus" /> ${t("plans.addRole")}</button>`;
}

function ResourceRows({ form }) {
  const { resources } = form.values.content;
  const path = "content.resources";
  return html`${resources.length === 0 && html`<p class="faint">${t("plans.noResources")}</p>`}
    ${resources.map((each, index) => html`<div class="part-row resource-row" key=${index} role="group" aria-label=${t("plans.resourceNumber", { number: index + 1 })}>
      <${TextField} form=${form} name=${`${path}.${index}.name`} label=${t("plans.resourceName")} max=${40} required />
      <${NumberField} form=${form} name=${`${path}.${index}.quantity`} label=${t("plans.quantity")} />
      <${TextField} form=${form} name=${`${path}.${index}.unit`} label=${t("plans.unit")} max=${10} />
      ${drop(t("plans.dropResource", { name: each.name || index + 1 }), () => form.set(path, resources.filter((_, at) => at !== index)))}</div>`)}
    <button type="button" class="btn" onClick=${() => form.set(path, [...resources, emptyResource()])}><${Icon} name="plus" /> ${t("plans.addResource")}</button>`;
}
