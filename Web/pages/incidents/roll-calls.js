// Roll calls: who answered that their people are safe, and who did not; answers by radio are written down here.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { number, Time } from "../../kit/format.js";
import { Form, FormActions, NumberField, RadioGroup, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Empty } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

const icons = { unknown: "clock", safe: "check", trouble: "warn" };

export async function callRoll({ file, take }) {
  const { incident, figures } = file;
  if (!(await confirm({ title: t("incidentRoll.ask", { count: number(figures.units) }), text: t("incidentRoll.askText"), action: t("incidentRoll.call") }))) return;
  try {
    const { value } = await send("POST", `/command/incidents/${incident.id}/roll-calls`, {});
    take(value);
    toast(t("incidentRoll.called"));
  } catch (error) {
    toastError(error);
  }
}

export function RollCalls({ data, file }) {
  const [open, setOpen] = useState(null);
  const calls = [...file.rollCalls].reverse();
  if (calls.length === 0) return html`<${Empty} icon="people" title=${t("incidentRoll.none")} text=${t("incidentRoll.noneHint")} />`;
  return html`<div class="calls">${calls.map((call, index) => html`<${Call} key=${call.number} call=${call} onAnswer=${data && file.mayLead && index === 0 ? (answer) => setOpen({ call, answer }) : null} />`)}</div>
    ${open && html`<${AnswerDialog} data=${data} call=${open.call} answer=${open.answer} onClose=${() => setOpen(null)} />`}`;
}

function Call({ call, onAnswer }) {
  const answered = call.answers.filter(({ state }) => state !== "unknown").length;
  const trouble = call.answers.filter(({ state }) => state === "trouble").length;
  return html`<section class="call" aria-label=${t("incidentRoll.number", { number: call.number })}><h3>${t("incidentRoll.number", { number: call.number })} <span class="faint"><${Time} at=${call.begunAt} /></span></h3>
    <p class="call-sum">${t("incidentRoll.answered", { count: number(answered), all: number(call.answers.length) })}${trouble > 0 && html` <span class="late-mark"><${Icon} name="warn" size=${14} /> ${t("incidentRoll.trouble", { count: number(trouble) })}</span>`}</p>
    <ul class="plain call-answers">${call.answers.map((answer) => html`<li key=${answer.unit} class=${`answer-${answer.state}`}><b>${answer.unitName}</b><span class="answer-state"><${Icon} name=${icons[answer.state]} size=${14} /> ${say(answer.stateName)}</span><span>${t("incidentRoll.peopleWords", { count: number(answer.people) })}</span>
      ${answer.at && html`<span class="faint"><${Time} at=${answer.at} /> ${answer.byName}</span>`}
      ${onAnswer && html`<button type="button" class="btn btn-sm" aria-label=${t("incidentRoll.answerOf", { name: answer.unitName })} onClick=${() => onAnswer(answer)}>${t("incidentRoll.answer")}</button>`}
      ${answer.words && html`<span class="answer-words">${answer.words}</span>`}</li>`)}</ul></section>`;
}

function AnswerDialog({ data, call, answer, onClose }) {
  const form = useForm({
    initial: { people: answer.people, state: answer.state === "unknown" ? "safe" : answer.state, words: answer.words }, guard: false,
    check: ({ people, state, words }) => ({ people: Number.isInteger(people) ? null : t("form.required"), words: state === "trouble" && !words.trim() ? t("form.required") : null }),
    submit: (values, { key }) => send("POST", `/command/incidents/${data.file.incident.id}/roll-calls/${call.number}/answers`, { ...values, unit: answer.unit }, { key }),
    done: () => {
      data.refresh();
      toast(t("incidentRoll.noted"));
      onClose();
    },
  });
  const states = [{ value: "safe", label: t("incidentRoll.safe") }, { value: "trouble", label: t("incidentRoll.inTrouble") }];
  return html`<${Dialog} open size="small" title=${t("incidentRoll.answerOf", { name: answer.unitName })} onClose=${onClose}><${Form} form=${form} label=${t("incidentRoll.answer")}>
    <${RadioGroup} form=${form} name="state" label=${t("incidentRoll.state")} options=${states} inline />
    <${NumberField} form=${form} name="people" label=${t("incidentRoll.people")} required />
    <${TextField} form=${form} name="words" label=${t("incidentRoll.note")} hint=${t("incidentRoll.noteHint")} max=${200} required=${form.values.state === "trouble"} />
    <${FormActions} form=${form} label=${t("incidentRoll.answer")} onCancel=${onClose} /><//><//>`;
}
