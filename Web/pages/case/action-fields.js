// The fields of an action's form. Their names are those by which the server tells what is wrong.
import { html } from "../../kit/html.js";
import { addDays, today } from "../../kit/format.js";
import { DateField, PhotoField, RadioGroup, TextArea, TextField } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { AssigneeField } from "./assignee-field.js";
import { ClassField, ConditionField } from "./class-fields.js";
import { DepartmentField } from "./department-field.js";
import { OpinionField } from "./opinion-field.js";
import { PlaceField } from "./place-field.js";
import { TargetField } from "./target-field.js";

const inputs = {
  class: ClassField,
  condition: ConditionField,
  organisation: DepartmentField,
  assignee: AssigneeField,
  target: TargetField,
  until: UntilField,
  upheld: UpheldField,
  satisfaction: SatisfactionField,
  place: PlaceField,
  address: AddressField,
  description: DescriptionField,
  photos: ActionPhotos,
  opinion: OpinionField,
};

/** `item` is the case, or null where one form serves several. */
export function ActionFields({ form, offer, fields, item }) {
  return fields.map(({ name, required }) => html`<${inputs[name]} key=${name} form=${form} name=${name} required=${required} item=${item} offer=${offer} />`);
}

function UntilField({ form, name, required }) {
  const now = today();
  const days = [7, 15, 30, 90];
  return html`<div class="field-group"><${DateField} form=${form} name=${name} label=${t("case.field.until")} required=${required} hint=${t("case.field.untilHint")} min=${addDays(now, 1)} latest=${addDays(now, 365)} />
    <div class="chip-row">${days.map((count) => html`<button key=${count} type="button" class="btn btn-sm" onClick=${() => form.set(name, addDays(now, count))}>${t("case.field.inDays", { count })}</button>`)}</div></div>`;
}

function UpheldField({ form, name, required }) {
  return html`<${RadioGroup} form=${form} name=${name} label=${t("case.field.upheld")} required=${required} inline=${true}
    options=${[{ value: true, label: t("case.upheld.yes") }, { value: false, label: t("case.upheld.no") }]} />`;
}

function SatisfactionField({ form, name, required }) {
  const words = [t("case.satisfaction.1"), t("case.satisfaction.2"), t("case.satisfaction.3"), t("case.satisfaction.4"), t("case.satisfaction.5")];
  return html`<${RadioGroup} form=${form} name=${name} label=${t("case.field.satisfaction")} required=${required} inline=${true}
    options=${words.map((label, index) => ({ value: index + 1, label: `${index + 1} ${label}` }))} />`;
}

function AddressField({ form, name, required }) {
  return html`<${TextField} form=${form} name=${name} label=${t("case.field.address")} required=${required} max=${200} />`;
}

function DescriptionField({ form, name, required }) {
  return html`<${TextArea} form=${form} name=${name} label=${t("case.field.description")} required=${required} rows=${3} max=${2000} />`;
}

// What a photo shows follows from the action, and may be said otherwise.
const shownBy = { finish: "after", check_pass: "after", check_fail: "after", request_return: "before", request_suspension: "before" };

function ActionPhotos({ form, name, required, offer }) {
  return html`<${PhotoField} form=${form} name=${name} label=${t("case.field.photos")} required=${required} optional=${!required}
    kind=${shownBy[offer.action] ?? "near"} kinds=${["near", "far", "reference", "before", "after"]} />`;
}
