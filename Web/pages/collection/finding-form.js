// Writing down what a patrol found. What nobody reported becomes a case at once.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { ClassPicker, Form, FormActions, PhotoField, TextArea, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { FindingPlace } from "./finding-place.js";

export function FindingForm({ patrol, onClose, onDone }) {
  const form = useForm({
    initial: { smallClass: undefined, place: undefined, description: "", photos: [] }, draft: `finding.${patrol.id}`, check: missing,
    submit: ({ smallClass, place, description, photos }, { key }) => send("POST", `/collection/patrols/${patrol.id}/findings`, { smallClass, ...place, description: description.trim(), photos: photos.map((each) => each.media) }, { key }),
    done: ({ value }) => {
      toast(t(value.verdict === "missed" ? "collection.foundMissed" : "collection.foundKnown", { number: value.caseNumber }), { href: `/cases/${value.caseNumber}` });
      onClose();
      onDone();
    },
  });
  return html`<div class="finding-box"><${Card} title=${t("collection.findingTitle", { grid: patrol.grid })}><p class="faint">${t("collection.findingHint")}</p>
    <${Form} form=${form} label=${t("collection.addFinding")}><div class="finding-form"><div>
      <${ClassPicker} form=${form} name="smallClass" label=${t("collection.class")} required />
      <${TextArea} form=${form} name="description" label=${t("collection.description")} rows=${3} max=${2000} required />
      <${PhotoField} form=${form} name="photos" label=${t("collection.photos")} hint=${t("collection.photosHint")} max=${9} everywhere required /></div>
      <${FindingPlace} form=${form} grid=${patrol.grid} /></div>
      <${FormActions} form=${form} label=${t("collection.saveFinding")} onCancel=${onClose} />
    <//><//></div>`;
}

const missing = (values) => ({
  smallClass: values.smallClass ? null : t("form.required"),
  description: values.description.trim() ? null : t("form.required"),
  photos: values.photos.length > 0 ? null : t("collection.photosMissing"),
  place: values.place?.lng !== undefined && values.place?.lat !== undefined ? null : t("collection.placeMissing"),
});
