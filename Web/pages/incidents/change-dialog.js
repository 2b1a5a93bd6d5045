// What may change while an incident goes on: its name, level and place, what is known, who holds which role.
import { html, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, NumberField, RadioGroup, TextArea, TextField, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { PlaceField, placeOf, placeTrouble } from "./place-field.js";
import { levelChoices } from "./words.js";

const initialOf = (incident) => ({
  title: incident.title, level: String(incident.level), place: incident.place ?? {}, address: incident.address, words: incident.words,
  holders: Object.fromEntries(incident.roles.map(({ key, holder }) => [key, holder])), rollCallMinutes: incident.rollCallMinutes,
});

const bodyOf = (values) => ({ ...values, level: Number(values.level), place: placeOf(values.place), rollCallMinutes: values.rollCallMinutes ?? 0 });

export function ChangeDialog({ data, onClose }) {
  const { incident } = data.file;
  // Whoever changed it meanwhile is not overwritten unseen.
  const [version, setVersion] = useState(incident.version);
  const reload = async () => {
    const file = await get(`/command/incidents/${incident.id}`);
    data.take(file);
    setVersion(file.incident.version);
  };
  const form = useForm({
    initial: initialOf(incident), guard: false, reload,
    check: ({ title, place, rollCallMinutes }) => ({ title: title.trim() ? null : t("form.required"), place: placeTrouble(place), rollCallMinutes: Number.isInteger(rollCallMinutes ?? 0) ? null : t("form.notNumber") }),
    submit: (values, { key }) => send("PUT", `/command/incidents/${incident.id}`, bodyOf(values), { key, version }),
    done: ({ value }) => {
      data.take(value);
      toast(t("incident.changed"));
      onClose();
    },
  });
  return html`<${Dialog} open size="large" title=${t("incident.change")} onClose=${onClose}><${Form} form=${form} label=${t("incident.change")}><div class="incident-form">
    <${TextField} form=${form} name="title" label=${t("incidents.name")} max=${60} required />
    <${RadioGroup} form=${form} name="level" label=${t("incidents.level")} options=${levelChoices()} inline />
    <${TextArea} form=${form} name="words" label=${t("incidents.words")} rows=${3} max=${2000} optional />
    ${incident.roles.length > 0 && html`<h3 class="plan-part">${t("incidentNew.holders")}</h3><div class="plan-grid">${incident.roles.map((role) => html`<${TextField} key=${role.key} form=${form} name=${`holders.${role.key}`} label=${role.title} max=${60} />`)}</div>`}
    <${NumberField} form=${form} name="rollCallMinutes" label=${t("plans.rollCall")} hint=${t("plans.rollCallHint")} unit=${t("plans.minutes")} />
    <${TextField} form=${form} name="address" label=${t("incidents.address")} max=${120} optional />
    <${PlaceField} form=${form} begin=${incident.place} />
    <${FormActions} form=${form} label=${t("common.save")} onCancel=${onClose} /></div><//><//>`;
}
