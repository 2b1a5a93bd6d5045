// What is done to a step: started with whom is sent, finished, skipped, opened again.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { UnitsField } from "./units-field.js";
import { isOrderOpen } from "./words.js";

const kinds = {
  start: { title: "incidentStep.startOf", action: "incidentStep.start", label: "incidentStep.note", done: "incidentStep.started.done" },
  finish: { title: "incidentStep.finishOf", action: "incidentStep.finish", label: "incidentStep.outcome", done: "incidentStep.finish.done" },
  skip: { title: "incidentStep.skipOf", action: "incidentStep.skip", label: "incidentStep.reason", done: "incidentStep.skip.done", needsWords: true },
  reopen: { title: "incidentStep.reopenOf", action: "incidentStep.reopen", label: "incidentStep.reason", done: "incidentStep.reopen.done", needsWords: true },
};

export function ActDialog({ data, step, act, onClose }) {
  const kind = kinds[act];
  const { incident } = data.file;
  const form = useForm({
    initial: { words: "", units: [] }, guard: false, reload: data.refresh,
    check: ({ words }) => ({ words: kind.needsWords && !words.trim() ? t("form.required") : null }),
    submit: ({ words, units }, { key }) => send("POST", `/command/incidents/${incident.id}/steps/${step.id}/acts/${act}`, { words: words.trim(), ...(act === "start" ? { units } : {}) }, { key, version: step.version }),
    done: ({ value }) => {
      data.take(value);
      toast(t(kind.done));
      onClose();
    },
  });
  const open = act === "finish" ? step.orders.filter(isOrderOpen).length : 0;
  return html`<${Dialog} open size=${act === "start" ? "large" : "medium"} title=${t(kind.title, { name: step.content.title })} onClose=${onClose}>
    <${Form} form=${form} label=${t(kind.action)}><div class="incident-form">
      ${open > 0 && html`<p class="form-note">${t("incidentStep.openOrders", { count: number(open) })}</p>`}
      ${act === "start" && html`<${UnitsField} form=${form} incident=${incident} step=${step} />`}
      <${TextArea} form=${form} name="words" label=${t(kind.label)} rows=${2} max=${1000} required=${Boolean(kind.needsWords)} optional=${!kind.needsWords} />
      <${FormActions} form=${form} label=${t(act === "start" && form.values.units.length ? "incidentStep.startSend" : kind.action)} onCancel=${onClose} /></div><//><//>`;
}
