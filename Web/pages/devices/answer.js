// What a terminal answered when it was asked for its parameters.
import { html } from "../../kit/html.js";
import { Copy, copyText } from "../../kit/copy.js";
import { Dialog } from "../../kit/dialog.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { hexOf, unitWords } from "./command-parameters.js";

export function AnswerDialog({ command, onClose }) {
  const rows = command.answer;
  const copyAll = async () => {
    const text = rows.map(({ id, name, value, unit }) => [hexOf(id), say(name), value ?? "", unitWords(unit)].join("\t")).join("\n");
    const isDone = await copyText(text);
    toast(t(isDone ? "copy.done" : "copy.failed"), isDone ? {} : { tone: "error" });
  };
  return html`<${Dialog} open size="large" title=${t("command.answerOf", { name: command.deviceName })} onClose=${onClose} actions=${html`<button type="button" class="btn" onClick=${copyAll}><${Icon} name="copy" /> ${t("command.copyAll")}</button>
      <button type="button" class="btn btn-primary" data-autofocus onClick=${onClose}>${t("common.close")}</button>`}>
    <p class="faint">${t("command.answerAt", { time: time(command.endedAt ?? command.at) })}</p>
    ${rows.length === 0 ? html`<p>${t("command.answerNone")}</p>` : html`<div class="answer-scroll" tabindex="0" role="region" aria-label=${t("command.parameters")}><table class="answer"><caption class="visually-hidden">${t("command.parameters")}</caption>
      <thead><tr><th scope="col">${t("command.parameter")}</th><th scope="col">${t("command.value")}</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row.id}><th scope="row">${say(row.name)} <span class="faint code">${hexOf(row.id)}</span></th>
        <td>${row.value ? html`<${Copy} text=${row.value} label=${[row.value, unitWords(row.unit)].filter(Boolean).join(" ")} />` : html`<span class="faint">${t("command.answerEmpty")}</span>`}</td></tr>`)}</tbody></table></div>`}
  <//>`;
}
