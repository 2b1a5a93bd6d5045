// What I have written: drafts, what waits, what was refused and why, what has arrived.
import { html } from "../../kit/html.js";
import { newKey } from "../../kit/api.js";
import { ago, clockTime, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { useStore } from "../../kit/store.js";
import { say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { expired } from "../account.js";
import { Screen } from "../app.js";
import { classes, findClass } from "../classes.js";
import { changeItem, isUnsent, items, mine } from "../items.js";
import { online } from "../line.js";
import { runOutbox, sending } from "../outbox.js";
import { Conflict } from "../work/conflict.js";
import { Drop } from "../work/drop.js";
import { OrderConflict } from "../work/order-conflict.js";
import { actName } from "../work/order-steps.js";
import { shortClass } from "../work/words.js";

export default function OutboxPage() {
  const kept = useStore(items);
  const all = mine(kept);
  const others = kept.filter((item) => isUnsent(item) && !all.includes(item)).length;
  useStore(classes);
  const waiting = all.filter(isUnsent);
  const drafts = all.filter((item) => item.state === "draft").reverse();
  const done = all.filter((item) => item.state === "done").sort((a, b) => b.doneAt - a.doneAt);
  const canSend = waiting.some((item) => item.state === "waiting");
  return html`<${Screen} title=${t("field.tab.outbox")} count=${waiting.length + drafts.length}>
    ${others > 0 && html`<p class="field-note">${t("field.othersWaiting", { count: others })}</p>`}
    ${all.length === 0 && html`<div class="field-empty"><${Icon} name="send" size=${32} /><p><strong>${t("field.outbox.none")}</strong></p><p class="faint">${t("field.outbox.noneHint")}</p></div>`}
    ${waiting.length > 0 && html`<${Group} title=${t("field.outbox.waiting")} list=${waiting} action=${canSend && html`<button type="button" class="btn" onClick=${() => runOutbox({ again: true })}><${Icon} name="refresh" /> ${t("field.outbox.now")}</button>`} />`}
    ${drafts.length > 0 && html`<${Group} title=${t("field.outbox.drafts")} list=${drafts} />`}
    ${done.length > 0 && html`<${Group} title=${t("field.outbox.done")} list=${done} />`}
    ${can("case.report") && html`<p class="field-buttons"><a class="btn btn-primary" href=${`/field/report/${newKey()}`}><${Icon} name="camera" size=${20} /> ${t("field.outbox.another")}</a></p>`}
  <//>`;
}

function Group({ title, list, action }) {
  return html`<section aria-label=${title}><div class="field-group"><h2>${title} <span class="page-count">${list.length}</span></h2>${action}</div>
    <ul class="plain field-cards">${list.map((item) => html`<li key=${item.id} class=${`field-item field-item-${item.state}`} data-state=${item.state}><${Item} item=${item} /></li>`)}</ul></section>`;
}

function Item({ item }) {
  return html`<div class="field-item-head"><strong>${titleOf(item)}</strong><${Mark} item=${item} /></div>
    ${subtitleOf(item) && html`<p class="field-card-words">${subtitleOf(item)}</p>`}
    <${State} item=${item} />`;
}

function titleOf(item) {
  if (item.kind === "report") return item.body.smallClass ? say(findClass(item.body.smallClass)?.name) || t("field.tab.report") : t("field.tab.report");
  if (item.kind === "action") return say(item.actionName) || t("field.task.title");
  if (item.kind === "order") return `${actName(item.act)} · ${item.title}`;
  if (item.kind === "help") return t("field.sos.title");
  if (item.kind === "roll") return t("field.roll.item", { unit: item.unitName });
  return t(item.kind === "shift-start" ? "field.shift.start" : "field.shift.end");
}

function subtitleOf(item) {
  if (item.kind === "report") return item.body.description;
  if (item.kind === "action") return [shortClass(item.summary), item.address, item.number].filter(Boolean).join(" · ");
  if (item.kind === "order") return [item.body.words, time(item.queuedAt ?? item.createdAt)].filter(Boolean).join(" · ");
  if (item.kind === "roll") return [t("field.roll.facts", { count: item.body.people, state: t(item.body.state === "safe" ? "field.roll.safe" : "field.roll.trouble") }), item.body.words].filter(Boolean).join(" · ");
  return time(item.createdAt);
}

function Mark({ item }) {
  const words = {
    draft: t("field.state.draft"), waiting: t("field.state.waiting"), sending: t("field.state.sending"), held: t("field.state.held"),
    failed: t("field.state.failed"), conflict: t(item.kind === "order" ? "field.state.orderChanged" : "field.state.conflict"), done: t("field.state.done"),
  };
  const icons = { draft: "edit", waiting: "clock", sending: "send", held: "pause", failed: "error", conflict: "warn", done: "check" };
  return html`<span class=${`field-mark field-mark-${item.state}`}><${Icon} name=${icons[item.state]} /> ${words[item.state]}</span>`;
}

function State({ item }) {
  if (item.state === "draft") return html`<${Buttons}><${Drop} item=${item} /><button type="button" class="btn btn-primary" onClick=${() => openDraft(item)}>${t("field.outbox.goOn")}</button><//>`;
  if (item.state === "sending") return html`<${Progress} item=${item} />`;
  if (item.state === "waiting") return html`<${Waiting} item=${item} />`;
  if (item.state === "held") return html`<p class="faint">${t("field.outbox.held")}</p>`;
  if (item.state === "failed") return html`<${Failed} item=${item} />`;
  if (item.kind === "order" && ["conflict", "failed"].includes(item.state)) return html`<${OrderConflict} item=${item} />`;
  if (item.state === "conflict") return html`<${Conflict} item=${item} />`;
  return html`<${Done} item=${item} />`;
}

const Buttons = ({ children }) => html`<div class="field-buttons">${children}</div>`;

const openDraft = (item) => go(item.kind === "order" ? `/field/order/${item.order}/${item.act}` : item.kind === "report" ? `/field/report/${item.id}` : `/field/task/${item.case}/${item.action}`);

function Progress({ item }) {
  const now = useStore(sending);
  if (now?.id !== item.id) return null;
  const words = now.step === "photo" ? t("field.outbox.photo", { index: now.index, count: now.count, percent: Math.round((now.share ?? 0) * 100) }) : t("field.outbox.words");
  return html`<p class="faint" role="status">${words}</p>${now.step === "photo" && html`<progress max="1" value=${now.share ?? 0} aria-label=${words}></progress>`}`;
}

function Waiting({ item }) {
  const isOnline = useStore(online);
  const isOver = useStore(expired);
  const why = isOver ? t("field.outbox.expired") : item.error?.status >= 500 ? t("field.outbox.serverTrouble") : !isOnline ? t("field.outbox.offline") : item.attempts ? t("field.outbox.again", { count: item.attempts, time: clockTime(item.nextAt) }) : t("field.outbox.turn");
  // What may have arrived is not rewritten: its key and its words belong together.
  return html`<p class="faint">${why}${item.tried && ` ${t("field.outbox.unknown")}`}</p>
    ${!item.tried && html`<${Buttons}><${Drop} item=${item} />${item.kind === "report" && html`<button type="button" class="btn" onClick=${() => takeBack(item)}>${t("field.outbox.edit")}</button>`}<//>`}`;
}

async function takeBack(item) {
  try {
    await changeItem(item.id, (kept) => (kept.state === "done" || kept.state === "sending" ? {} : { state: "draft", error: null }));
    openDraft(item);
  } catch (error) {
    toastError(error);
  }
}

function Failed({ item }) {
  const { error } = item;
  const fields = Object.values(error?.fields ?? {}).map(say);
  const retry = async () => {
    await changeItem(item.id, { state: "waiting", attempts: 0, nextAt: 0, ...(error?.code === "field.too_old" ? { tried: null } : {}) });
    runOutbox({ again: true });
  };
  return html`<p class="field-error" role="alert"><${Icon} name="error" /> ${say(error?.wording) || t("error.unexpected", { status: error?.status })}</p>
    ${fields.length > 0 && html`<ul class="field-error">${fields.map((words) => html`<li key=${words}>${words}</li>`)}</ul>`}
    <${Buttons}><${Drop} item=${item} /><button type="button" class="btn" onClick=${retry}>${t("common.retry")}</button>
      ${item.kind === "report" && html`<button type="button" class="btn btn-primary" onClick=${() => takeBack(item)}>${t("field.outbox.mend")}</button>`}
      ${item.kind === "action" && html`<a class="btn" href=${`/field/task/${item.case}`}>${t("field.act.toTask")}</a>`}<//>`;
}

function Done({ item }) {
  const { result } = item;
  if (item.kind === "order") return html`<p class="faint">${ago(item.doneAt)} · <a href=${`/field/order/${item.order}`} class="field-number">${t("field.order.see")}</a>${result?.state && ` · ${say(result.state)}`}${result?.isOver && ` · ${t("field.outbox.over")}`}</p>`;
  if (item.kind === "help") return html`<p class="faint">${ago(item.doneAt)} · <span class="code">${result?.number}</span></p>`;
  return html`<p class="faint">${ago(item.doneAt)}${result?.isOver && ` · ${t("field.outbox.over")}`}${result?.number && html` · <a href=${`/field/task/${result.id}`} class="field-number">${result.number}</a>`}${result?.state && ` · ${say(result.state)}`}</p>`;
}
