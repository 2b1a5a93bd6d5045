// A new version of the rules: a file, the first day, and why. What is wrong in the file is told by its place.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { DateField, FileField, Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { today } from "../../kit/format.js";
import { go } from "../../kit/router.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

const own = ["firstDay", "reason", "file"];

export function NewRules({ onClose, onDone }) {
  const [content, setContent] = useState(null);
  const form = useForm({
    initial: { file: undefined, firstDay: today(), reason: "" }, guard: false,
    check: (values) => ({ file: values.file ? (content ? null : t("evaluation.rules.notJSON")) : t("evaluation.rules.noFile"), firstDay: values.firstDay ? null : t("form.required"),
      reason: [...values.reason.trim()].length < 4 ? t("evaluation.rules.reasonShort") : null }),
    submit: (values, { key }) => send("POST", "/evaluation/rules", { firstDay: values.firstDay, reason: values.reason.trim(), content }, { key }),
    done: ({ value }) => {
      toast(t("evaluation.rules.made", { number: value.number }));
      onDone();
      onClose();
      go(`/evaluation/rules/${value.number}`);
    },
  });
  const take = async (file) => {
    // Another file has other mistakes.
    form.reset({ ...form.values, file });
    setContent(file ? await contentOf(file) : null);
  };
  const wrong = Object.entries(form.errors).filter(([path, words]) => words && !own.includes(path));
  return html`<${Dialog} open=${true} size="large" title=${t("evaluation.rules.new")} onClose=${onClose}>
    <p>${t("evaluation.rules.newHint")}</p>
    <${Form} form=${form}>
      <div data-field="file"><${FileField} label=${t("evaluation.rules.file")} accept=".json,application/json" value=${form.values.file} onValue=${take} error=${form.errors.file} /></div>
      ${content && html`<p class="form-note">${summary(content)}</p>`}
      <${DateField} form=${form} name="firstDay" label=${t("evaluation.rules.firstDay")} hint=${t("evaluation.rules.firstDayHint")} required />
      <${TextArea} form=${form} name="reason" label=${t("evaluation.reason")} max=${500} required />
      ${wrong.length > 0 && html`<div class="rule-errors" role="alert" data-test="rule-errors"><h3>${t("evaluation.rules.wrong", { count: wrong.length })}</h3>
        <ul class="plain">${wrong.map(([path, words]) => html`<li key=${path} data-field=${path}><b>${placeOf(path, content)}</b> <code>${path}</code><br />${words}</li>`)}</ul></div>`}
      <${FormActions} form=${form} label=${t("evaluation.rules.put")} onCancel=${onClose} />
    <//><//>`;
}

async function contentOf(file) {
  try {
    const value = JSON.parse(await file.text());
    return value && typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

const countOf = (content, name) => (Array.isArray(content[name]) ? content[name].length : 0);
const summary = (content) => t("evaluation.rules.summary", { title: say(content.title) || "–", figures: countOf(content, "figures"), indicators: countOf(content, "indicators"), scores: countOf(content, "scores") });

/** The name of what a path such as `scores.0.parts.2.formula` points into. */
function placeOf(path, content) {
  let value = content;
  const names = [];
  for (const step of path.replace(/^content\./, "").split(".")) {
    value = value?.[step];
    if (value && typeof value === "object" && !Array.isArray(value) && (value.name || value.code)) names.push(say(value.name) || value.code);
  }
  return names.join(" › ");
}
