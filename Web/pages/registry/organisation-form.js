// The fields of an organisation, for a new one and for a change.
import { html } from "../../kit/html.js";
import { AreaPicker, Choice, FormActions, Form, OrganisationPicker, TextField } from "../../kit/form.js";
import { organisationKinds } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";

export function OrganisationForm({ form, isNew, label, cancel, onCancel }) {
  return html`<${Form} form=${form} label=${label}>
    ${isNew && html`<${TextField} form=${form} name="code" label=${t("organisations.code")} hint=${t("organisation.codeHint")} required code max=${32} />`}
    <${TextField} form=${form} name="name" label=${t("organisations.name")} required max=${60} />
    <${TextField} form=${form} name="englishName" label=${t("organisations.englishName")} optional max=${120} />
    <${Choice} form=${form} name="kind" label=${t("organisations.kind")} required options=${organisationKinds()} />
    <${OrganisationPicker} form=${form} name="parent" label=${t("organisations.parent")} optional />
    <${AreaPicker} form=${form} name="area" label=${t("organisations.area")} required />
    <${TextField} form=${form} name="phone" label=${t("organisations.phone")} optional type="tel" max=${20} />
    <${FormActions} form=${form} cancel=${cancel} onCancel=${onCancel} /><//>`;
}

export const missing = (values, names) => Object.fromEntries(names.map((name) => [name, !String(values[name] ?? "").trim() && t("form.required")]));
