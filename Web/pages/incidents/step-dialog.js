// A step that no plan foresaw.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Choice, Form, FormActions, NumberField, TextArea, TextField, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { SkillsField } from "../plans/skills-field.js";

const bodyOf = ({ title, words, role, dueMinutes, skills }) => ({ title: title.trim(), words: words.trim(), role: role ?? "", dueMinutes: dueMinutes ?? 0, skills });

export function StepDialog({ data, onClose }) {
  const { incident } = data.file;
  const form = useForm({
    initial: { step: { title: "", words: "", role: "", dueMinutes: 30, skills: [] } }, guard: false,
    check: ({ step }) => ({ "step.title": step.title.trim() ? null : t("form.required"), "step.dueMinutes": Number.isInteger(step.dueMinutes ?? 0) ? null : t("form.notNumber") }),
    submit: ({ step }, { key }) => send("POST", `/command/incidents/${incident.id}/steps`, bodyOf(step), { key }),
    done: ({ value }) => {
      data.take(value);
      toast(t("incidentStep.added"));
      onClose();
    },
  });
  return html`<${Dialog} open title=${t("incidentStep.add")} onClose=${onClose}><${Form} form=${form} label=${t("incidentStep.add")}>
    <${TextField} form=${form} name="step.title" label=${t("plans.stepTitle")} max=${60} required />
    <div class="plan-grid">${incident.roles.length > 0 && html`<${Choice} form=${form} name="step.role" label=${t("plans.role")} empty=${t("plans.noRole")} options=${incident.roles.map((role) => ({ value: role.key, label: role.title }))} />`}
      <${NumberField} form=${form} name="step.dueMinutes" label=${t("plans.due")} hint=${t("plans.dueHint")} unit=${t("plans.minutes")} /></div>
    <${SkillsField} form=${form} name="step.skills" label=${t("plans.skills")} hint=${t("incidentStep.skillsHint")} />
    <${TextArea} form=${form} name="step.words" label=${t("plans.stepWords")} rows=${2} max=${1000} optional />
    <${FormActions} form=${form} label=${t("incidentStep.add")} onCancel=${onClose} /><//><//>`;
}
