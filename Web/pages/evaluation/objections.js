// Objections of departments: raised, reviewed by one, decided by another.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, RadioGroup, TextArea, TextField, useForm } from "../../kit/form.js";
import { Time } from "../../kit/format.js";
import { useList } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { setQuery, useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

export function Objections({ period, onChanged }) {
  const list = useList(`/evaluation/periods/${period.id}/objections`);
  const [query] = useQuery();
  const [judged, setJudged] = useState(null);
  const isOpen = period.state === "objections" && (!period.objectionsUntil || new Date(period.objectionsUntil) > Date.now());
  const mayRaise = isOpen && can("evaluation.object");
  const changed = () => {
    list.refresh();
    onChanged();
  };
  const body = list.error && list.items.length === 0 ? html`<${ErrorState} error=${list.error} onRetry=${list.refresh} />`
    : list.loading && list.items.length === 0 ? html`<${Loading} rows=${4} />`
      : list.items.length === 0 ? html`<${Empty} icon="flag" title=${t("evaluation.noObjections")} text=${isOpen ? t("evaluation.noObjectionsHint") : t("evaluation.objectionsOver")} />`
        : html`<ol class="plain objections">${list.items.map((each) => html`<li key=${each.id}><${Objection} item=${each} period=${period} onJudge=${setJudged} /></li>`)}</ol>
          ${list.next && html`<div class="table-more"><button type="button" class="btn" disabled=${list.loadingMore} onClick=${list.more}>${t("table.more")}</button></div>`}`;
  return html`<${Card} title=${t("evaluation.objections")} actions=${mayRaise && html`<button type="button" class="btn" onClick=${() => setQuery({ object: "new" })}>${t("evaluation.raise")}</button>`}>${body}<//>
    ${mayRaise && query.object && html`<${RaiseDialog} period=${period} number=${query.object === "new" ? "" : query.object} onClose=${() => setQuery({ object: undefined })} onDone=${changed} />`}
    ${judged && html`<${JudgeDialog} item=${judged} onClose=${() => setJudged(null)} onDone=${changed} reload=${list.refresh} />`}`;
}

function Objection({ item, period, onJudge }) {
  const isOpen = period.state === "objections";
  const step = isOpen && item.state === "raised" && can("evaluation.review") ? "review" : isOpen && item.state === "reviewed" && can("evaluation.decide") ? "decide" : null;
  return html`<article class="objection" data-test="objection" aria-label=${item.caseNumber}>
    <p class="objection-head"><a class="code" href=${`/cases/${item.caseNumber}`}>${item.caseNumber}</a> <span class="tag tag-strong">${say(item.stateName)}</span>
      ${step && html`<button type="button" class="btn btn-sm" onClick=${() => onJudge({ ...item, step })}>${step === "review" ? t("evaluation.review") : t("evaluation.decide")}</button>`}</p>
    <${Words} title=${t("evaluation.raisedBy", { who: say(item.organisationName) || "" })} verdict=${item.raised} />
    ${item.review && html`<${Words} title=${t("evaluation.review")} verdict=${item.review} />`}
    ${item.decision && html`<${Words} title=${t("evaluation.decide")} verdict=${item.decision} />`}
  </article>`;
}

const Words = ({ title, verdict }) => html`<p class="verdict"><b>${title}</b> <span>${verdict.opinion}</span> <span class="faint">${verdict.name} <${Time} at=${verdict.at} /></span></p>`;

const tooShort = (text, least) => ([...text.trim()].length < least ? t("evaluation.tooShort", { count: least }) : null);

function RaiseDialog({ period, number, onClose, onDone }) {
  const form = useForm({
    initial: { case: number, reason: "" }, guard: false,
    check: (values) => ({ case: values.case.trim() ? null : t("form.required"), reason: tooShort(values.reason, 4) }),
    submit: (values, { key }) => send("POST", `/evaluation/periods/${period.id}/objections`, { case: values.case.trim(), reason: values.reason.trim() }, { key }),
    done: () => {
      toast(t("evaluation.raised"));
      onClose();
      onDone();
    },
  });
  return html`<${Dialog} open=${true} title=${t("evaluation.raise")} onClose=${onClose}><p>${t("evaluation.raiseHint")}</p>
    <${Form} form=${form}>
      <${TextField} form=${form} name="case" label=${t("evaluation.caseNumber")} code required />
      <${TextArea} form=${form} name="reason" label=${t("evaluation.reason")} max=${500} required />
      <${FormActions} form=${form} label=${t("evaluation.raiseSend")} onCancel=${onClose} />
    <//><//>`;
}

function JudgeDialog({ item, onClose, onDone, reload }) {
  const isReview = item.step === "review";
  const form = useForm({
    initial: { upheld: undefined, opinion: "" }, guard: false, reload,
    check: (values) => ({ upheld: values.upheld ? null : t("evaluation.chooseVerdict"), opinion: tooShort(values.opinion, 2) }),
    submit: (values, { key }) => send("POST", `/evaluation/objections/${item.id}/${item.step}`, { upheld: values.upheld === "yes", opinion: values.opinion.trim() }, { key, version: item.version }),
    done: () => {
      toast(isReview ? t("evaluation.reviewed") : t("evaluation.decided"));
      onClose();
      onDone();
    },
  });
  return html`<${Dialog} open=${true} title=${t(isReview ? "evaluation.reviewOf" : "evaluation.decideOf", { number: item.caseNumber })} onClose=${onClose}>
    <${Words} title=${t("evaluation.reason")} verdict=${item.raised} />${item.review && html`<${Words} title=${t("evaluation.review")} verdict=${item.review} />`}
    <${Form} form=${form}>
      <${RadioGroup} form=${form} name="upheld" label=${t("evaluation.verdict")} required options=${[
        { value: "yes", label: t("evaluation.uphold"), hint: isReview ? t("evaluation.upholdReview") : t("evaluation.upholdDecide") }, { value: "no", label: t("evaluation.reject"), hint: t("evaluation.rejectHint") }]} />
      <${TextArea} form=${form} name="opinion" label=${t("evaluation.opinion")} max=${500} required />
      <${FormActions} form=${form} label=${isReview ? t("evaluation.reviewSend") : t("evaluation.decideSend")} onCancel=${onClose} />
    <//><//>`;
}
