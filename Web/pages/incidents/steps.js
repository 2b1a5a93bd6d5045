// The steps of an incident: whose turn it is, how long they have, who was sent, and what may be done now.
import { html, useState } from "../../kit/html.js";
import { ClockBar, useNow } from "../../kit/clockbar.js";
import { ago, number, span, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { Empty } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { minutesWords } from "../plans/words.js";
import { ActDialog } from "./act-dialog.js";
import { MoreDialog } from "./more-dialog.js";
import { OrderList } from "./order-list.js";
import { stepIcon, StepState } from "./words.js";

const acts = { start: "incidentStep.start", finish: "incidentStep.finish", skip: "incidentStep.skip", reopen: "incidentStep.reopen" };

export function Steps({ data, onAdd }) {
  const { steps, mayLead } = data.file;
  const [doing, setDoing] = useState(null);
  const step = doing && steps.find(({ id }) => id === doing.step);
  const add = onAdd && html`<button type="button" class="btn btn-sm" onClick=${onAdd}><${Icon} name="plus" /> ${t("incidentStep.add")}</button>`;
  return html`<${Card} title=${t("incidentStep.list")} actions=${add}>
    ${steps.length === 0 && html`<${Empty} icon="rules" title=${t("incidentStep.none")} text=${t("incidentStep.noneHint")} />`}
    <ol class="plain incident-steps">${steps.map((each, index) => html`<${Step} key=${each.id} file=${data.file} step=${each} index=${index} mayLead=${mayLead} onAct=${(act) => setDoing({ step: each.id, act })} />`)}</ol>
    ${step && doing.act === "more" && html`<${MoreDialog} data=${data} step=${step} onClose=${() => setDoing(null)} />`}
    ${step && doing.act !== "more" && html`<${ActDialog} data=${data} step=${step} act=${doing.act} onClose=${() => setDoing(null)} />`}<//>`;
}

function Step({ file, step, index, mayLead, onAct }) {
  const { content } = step;
  const role = file.incident.roles.find(({ key }) => key === content.role);
  const main = step.state === "ready" ? "start" : step.state === "running" ? "finish" : null;
  const facts = [role && [role.title, role.holder].filter(Boolean).join(" "), content.units > 0 && t("incidentStep.wanted", { count: number(content.units) }), ...content.skills, content.isAutomatic && t("plans.automaticShort")].filter(Boolean);
  return html`<li class=${`incident-step step-at-${step.state}`} data-test=${`step-${index + 1}`}>
    <span class="step-dot" aria-hidden="true"><${Icon} name=${stepIcon(step.state)} size=${14} /></span>
    <div class="step-body"><div class="step-head"><h3>${number(index + 1)}. ${content.title}</h3><${StepState} step=${step} />${step.isLate && html`<span class="late-mark"><${Icon} name="warn" size=${14} /> ${t("incidentStep.late")}</span>`}</div>
      ${facts.length > 0 && html`<p class="step-facts">${facts.map((each) => html`<span key=${each}>${each}</span>`)}</p>`}
      ${content.words && html`<p class="step-words">${content.words}</p>`}
      <${Times} file=${file} step=${step} />
      ${step.outcome && html`<p class="step-outcome">${step.outcome}${step.byName && html` <span class="faint">${step.byName}</span>`}</p>`}
      ${step.orders.length > 0 && html`<${OrderList} orders=${step.orders} label=${t("incidentStep.orders", { name: content.title })} />`}
      ${step.acts.length > 0 && html`<div class="step-acts">${step.acts.map((act) => html`<button key=${act} type="button" class=${`btn btn-sm ${act === main ? "btn-primary" : ""}`} aria-label=${`${t(act === "start" && content.units > 0 ? "incidentStep.startSend" : acts[act])} ${content.title}`} onClick=${() => onAct(act)}>${t(act === "start" && content.units > 0 ? "incidentStep.startSend" : acts[act])}</button>`)}
        ${mayLead && step.state === "running" && html`<button type="button" class="btn btn-sm" aria-label=${`${t("incidentStep.more")} ${content.title}`} onClick=${() => onAct("more")}><${Icon} name="send" /> ${t("incidentStep.more")}</button>`}</div>`}</div></li>`;
}

/** When its turn comes, or how much of its time is used, or when it was. */
function Times({ file, step }) {
  const now = useNow(step.state === "waiting");
  if (step.state === "waiting") {
    if (step.turnAt) return html`<p class="step-times">${t("incidentStep.turnAt", { time: time(step.turnAt), span: ago(step.turnAt, now) })}</p>`;
    const open = step.content.after.map((key) => file.steps.find((each) => each.content.key === key)).filter((each) => each && !["done", "skipped"].includes(each.state));
    return html`<p class="step-times">${t("incidentStep.waitsFor", { steps: open.map((each) => each.content.title).join(t("plans.comma")) })}</p>`;
  }
  const words = [step.readyAt && t("incidentStep.ready", { time: time(step.readyAt) }), step.startedAt && t("incidentStep.started", { time: time(step.startedAt) }), step.endedAt && t("incidentStep.ended", { time: time(step.endedAt) })].filter(Boolean);
  return html`<p class="step-times">${words.map((each) => html`<span key=${each}>${each}</span>`)}</p>${step.dueAt && step.readyAt && !step.endedAt && html`<div class="step-clock"><${StepClock} step=${step} /></div>`}`;
}

function StepClock({ step }) {
  const [readAt] = useState(() => Date.now());
  const begun = Date.parse(step.readyAt);
  const totalMS = Date.parse(step.dueAt) - begun;
  const left = totalMS - (readAt - begun);
  const clock = {
    name: t("incidentStep.clock"), limit: minutesWords(Math.round(totalMS / 60e3)), totalMS, usedMS: readAt - begun, deadline: step.dueAt, startedAt: step.readyAt,
    overdue: left < 0, words: t(left < 0 ? "clock.over" : "clock.left", { span: span(left) }),
  };
  return html`<${ClockBar} clock=${clock} readAt=${readAt} compact />`;
}
