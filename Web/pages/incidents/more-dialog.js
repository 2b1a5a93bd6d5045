// More units for a step that is under way: orders of their own, about the step.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { UnitsField } from "./units-field.js";

// The same words as the server gives to orders of a step.
const orderOf = (incident, step, { units, words }) => ({
  units, title: `${incident.isDrill ? "【演练】" : ""}${[...step.content.title].slice(0, 56).join("")}`, words: words.trim(), priority: incident.level <= 2 ? "urgent" : "normal",
  place: incident.place, address: incident.address, about: { kind: "step", id: `${incident.id}/${step.id}`, name: incident.title },
});

export function MoreDialog({ data, step, onClose }) {
  const { incident } = data.file;
  const form = useForm({
    initial: { words: step.content.words, units: [] }, guard: false,
    check: ({ units }) => ({ units: units.length ? null : t("incidentPick.needOne") }),
    submit: (values, { key }) => send("POST", "/command/orders", orderOf(incident, step, values), { key }),
    done: () => {
      data.refresh();
      toast(t("incidentStep.sentMore"));
      onClose();
    },
  });
  return html`<${Dialog} open size="large" title=${t("incidentStep.moreOf", { name: step.content.title })} onClose=${onClose}>
    <${Form} form=${form} label=${t("incidentStep.more")}><div class="incident-form"><${UnitsField} form=${form} incident=${incident} step=${step} isMore />
      <${TextArea} form=${form} name="words" label=${t("incidentStep.note")} rows=${2} max=${1000} optional />
      <${FormActions} form=${form} label=${t("incidentStep.more")} onCancel=${onClose} /></div><//><//>`;
}
