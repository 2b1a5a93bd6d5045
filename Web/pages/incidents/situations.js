// Situation reports: what is told upwards, with the figures of the moment.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { time, Time } from "../../kit/format.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Empty } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

export function Situations({ file }) {
  const reports = [...file.reports].reverse();
  if (reports.length === 0) return html`<${Empty} icon="log" title=${t("incidentSituation.none")} text=${t("incidentSituation.noneHint")} />`;
  return html`<div class="situations">${reports.map((report) => html`<section class="situation" key=${report.number}><h3>${t("incidentSituation.number", { number: report.number })} <span class="faint"><${Time} at=${report.at} /> ${report.byName}</span></h3>
    <p class="plan-words">${report.words}</p><p class="faint situation-figures">${t("incidentSituation.figures", report.figures)}</p></section>`)}</div>`;
}

export function SituationDialog({ data, onClose }) {
  const { incident, figures } = data.file;
  const form = useForm({
    initial: { words: "" }, guard: false, draft: `incident-report-${incident.id}`, check: ({ words }) => ({ words: words.trim() ? null : t("form.required") }),
    submit: ({ words }, { key }) => send("POST", `/command/incidents/${incident.id}/reports`, { words: words.trim() }, { key }),
    done: ({ value }) => {
      data.take(value);
      toast(t("incidentSituation.sent"));
      onClose();
    },
  });
  const fill = () => form.set("words", [form.values.words.trimEnd(), t("incidentSituation.filled", { ...figures, time: time(Date.now()) })].filter(Boolean).join("\n"));
  return html`<${Dialog} open title=${t("incidentSituation.write")} onClose=${onClose}><${Form} form=${form} label=${t("incidentSituation.write")}>
    <p class="form-note">${t("incidentSituation.figures", figures)} <button type="button" class="btn btn-sm" onClick=${fill}><${Icon} name="plus" /> ${t("incidentSituation.fill")}</button></p>
    <${TextArea} form=${form} name="words" label=${t("incidentSituation.words")} hint=${t("incidentSituation.wordsHint")} rows=${6} max=${4000} required />
    <${FormActions} form=${form} label=${t("incidentSituation.write")} onCancel=${onClose} /><//><//>`;
}
