// What the contractor objected to, and what was decided.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, RadioGroup, TextArea, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { Empty } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { CaseNumber, itemName, ObjectionMark } from "./marks.js";
import { moment } from "./numbers.js";
import { tooShort } from "./reason-dialog.js";

export function Objections({ statement, onChanged }) {
  const [decided, setDecided] = useState(null);
  const { objections } = statement;
  const mayDecide = statement.may.includes("decide");
  return html`<${Card} title=${t("collection.objectionsCount", { count: objections.length })}>
    ${objections.length === 0 ? html`<${Empty} icon="flag" title=${t("collection.noObjections")} text=${emptyWords(statement)} />`
      : html`<ol class="plain objection-list">${objections.map((each) => html`<li key=${each.id}><${Objection} item=${each} onDecide=${mayDecide && each.state === "raised" && (() => setDecided(each))} /></li>`)}</ol>`}
    ${decided && html`<${DecideDialog} item=${objections.find((each) => each.id === decided.id) ?? decided} reload=${onChanged} onClose=${() => setDecided(null)} onDone=${onChanged} />`}
  <//>`;
}

function emptyWords(statement) {
  if (new Date(statement.objectionsUntil) < Date.now()) return t("collection.objectionsOver");
  return statement.may.includes("object") ? t("collection.noObjectionsHint") : t("collection.noObjectionsWait", { until: moment(statement.objectionsUntil) });
}

const Signed = ({ title, words, signature }) => html`<p class="objection-words"><b>${title}</b> <span>${words}</span> <span class="faint">${signature.name} ${moment(signature.at)}</span></p>`;

function Objection({ item, onDecide }) {
  const isCase = item.line !== "coverage";
  return html`<article data-test="objection" aria-label=${item.label}>
    <p class="objection-line">${isCase ? html`<${CaseNumber} number=${item.label} isOwn=${item.line !== "missed"} />` : html`<b>${itemName(item)}</b>`} <span class="faint">${say(item.lineName)}</span> <${ObjectionMark} objection=${item} />
      ${onDecide && html`<button type="button" class="btn btn-sm" onClick=${onDecide}>${t("collection.decide")}</button>`}</p>
    <${Signed} title=${t("collection.reason")} words=${item.reason} signature=${item.raised} />
    ${item.decided && html`<${Signed} title=${t("collection.decision")} words=${item.decision} signature=${item.decided} />`}
  </article>`;
}

function DecideDialog({ item, reload, onClose, onDone }) {
  const form = useForm({
    initial: { upheld: undefined, opinion: "" }, guard: false, reload,
    check: (values) => ({ upheld: values.upheld ? null : t("collection.chooseDecision"), opinion: tooShort(values.opinion, 2) }),
    submit: (values, { key }) => send("POST", `/collection/objections/${item.id}/decide`, { upheld: values.upheld === "yes", opinion: values.opinion.trim() }, { key, version: item.version }),
    done: () => {
      toast(t("collection.decidedNow"));
      onClose();
      onDone();
    },
  });
  return html`<${Dialog} open=${true} title=${t("collection.decideOf", { item: itemName(item) })} onClose=${onClose}>
    <${Signed} title=${t("collection.reason")} words=${item.reason} signature=${item.raised} />
    <${Form} form=${form}>
      <${RadioGroup} form=${form} name="upheld" label=${t("collection.conclusion")} options=${[
        { value: "yes", label: t("collection.uphold"), hint: t("collection.upholdHint") }, { value: "no", label: t("collection.reject"), hint: t("collection.rejectHint") }]} />
      <${TextArea} form=${form} name="opinion" label=${t("collection.opinion")} max=${500} required />
      <${FormActions} form=${form} label=${t("collection.decideSend")} onCancel=${onClose} />
    <//><//>`;
}
