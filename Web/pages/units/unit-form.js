// A unit as a form: whose it is, who belongs to it, what it can do.
import { html } from "../../kit/html.js";
import { AreaPicker, Checkbox, Form, FormActions, NumberField, OrganisationPicker, TextField, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { DevicesField, MembersField, SkillsField } from "./fields.js";

export const initialUnit = (unit) => ({
  name: unit?.name ?? "", area: unit?.area || undefined, organisation: unit?.organisation, skills: unit?.skills ?? [], ordersMax: unit?.ordersMax ?? 1, isActive: unit?.isActive ?? true,
  members: (unit?.members ?? []).map(({ account, name }) => ({ value: account, label: name })), devices: (unit?.devices ?? []).map(({ id, name }) => ({ value: id, label: name })),
});

const ids = (chosen) => chosen.map(({ value }) => value);

/** What the API takes. */
export const bodyOf = (values) => ({ ...values, name: values.name.trim(), organisation: values.organisation || undefined, members: ids(values.members), devices: ids(values.devices) });

const check = ({ name, area }) => ({ name: name.trim() ? null : t("form.required"), area: area === undefined ? t("form.required") : null });

export function UnitForm({ unit, isNew, write, done, cancel, reload }) {
  const form = useForm({ initial: initialUnit(unit), check, reload, draft: isNew ? "unit" : undefined, submit: (values, { key }) => write(bodyOf(values), key), done });
  return html`<${Form} form=${form} label=${isNew ? t("units.new") : t("units.edit")}><${Card} title=${t("units.facts")}>
      <${TextField} form=${form} name="name" label=${t("units.name")} hint=${t("units.nameHint")} max=${40} required autofocus=${isNew} />
      <${AreaPicker} form=${form} name="area" label=${t("units.area")} required />
      <${OrganisationPicker} form=${form} name="organisation" label=${t("units.organisation")} optional />
      <${MembersField} form=${form} />
      <${DevicesField} form=${form} />
      <${SkillsField} form=${form} />
      <${NumberField} form=${form} name="ordersMax" label=${t("units.ordersMax")} hint=${t("units.ordersMaxHint")} />
      <${Checkbox} form=${form} name="isActive" label=${t("units.active")} />
    <//><${FormActions} form=${form} label=${isNew ? t("units.add") : t("common.save")} cancel=${cancel} /><//>`;
}
