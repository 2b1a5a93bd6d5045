// A device as a form: by which door it comes and under what number, what it is on, who sees it.
import { html } from "../../kit/html.js";
import { AreaPicker, Choice, Form, FormActions, OrganisationPicker, TextField, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { doorChoices, newDoorChoices, useChoices } from "./words.js";

export const initialDevice = (device) => ({
  door: device?.door ?? "jt808", ident: device?.ident ?? "", name: device?.name ?? "", use: device?.use, area: device?.area || undefined, organisation: device?.organisation,
});

const missing = (value) => (String(value ?? "").trim() ? null : t("form.required"));
const check = (values) => Object.fromEntries(["ident", "name", "use", "area"].map((key) => [key, missing(values[key])]));

/** What the API takes. */
export const bodyOf = (values) => ({ ...values, ident: values.ident.trim(), name: values.name.trim(), organisation: values.organisation || undefined });

export function DeviceForm({ initial, isNew, write, done, cancel, reload }) {
  const form = useForm({ initial, check, reload, submit: (values, { key }) => write(bodyOf(values), key), done });
  return html`<${Form} form=${form} label=${isNew ? t("devices.new") : t("devices.edit")}>
    <${Card} title=${t("devices.facts")}>
      <${Choice} form=${form} name="door" label=${t("devices.door")} options=${isNew ? newDoorChoices() : doorChoices()} required empty=${false} disabled=${!isNew} />
      <${TextField} form=${form} name="ident" label=${t("devices.ident")} hint=${t(isNew ? "devices.identHint" : "devices.identStays")} max=${64} code required disabled=${!isNew} autofocus=${isNew && !initial.ident} />
      <${TextField} form=${form} name="name" label=${t("devices.name")} hint=${t("devices.nameHint")} max=${60} required />
      <${Choice} form=${form} name="use" label=${t("devices.use")} options=${useChoices()} required />
      <${AreaPicker} form=${form} name="area" label=${t("devices.area")} hint=${t("devices.areaHint")} required />
      <${OrganisationPicker} form=${form} name="organisation" label=${t("devices.organisation")} optional />
    <//>
    <${FormActions} form=${form} label=${isNew ? t("devices.add") : t("common.save")} cancel=${cancel} /><//>`;
}
