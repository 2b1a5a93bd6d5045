// The same action on several cases with one form. Each case is its own write: what was refused says why and stays.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { get, newKey } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormErrors, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { Menu } from "../../kit/page.js";
import { toast } from "../../kit/toast.js";
import { say, t } from "../../kit/texts.js";
import { ActionFields } from "./action-fields.js";
import { bodyOf, missing, sendAction } from "./action-values.js";
import { fieldsOf, knowledgeOf } from "./actions.js";
import { rowsFor, useWorkflow } from "./workflow.js";

// What is decided for each case alone – another case, a class, photos – is no matter for a batch.
const inBatch = new Set(["accept", "request_verification", "confirm_true", "confirm_false", "file", "send_back", "refuse", "approve_self_handled",
  "refuse_self_handled", "dispatch", "take", "finish", "approve_return", "refuse_return", "endorse_extension", "approve_extension", "refuse_extension",
  "approve_suspension", "refuse_suspension", "resume", "request_check", "check_pass", "check_fail", "rework", "close", "supervise"]);
const eachOwn = new Set(["class", "condition", "target", "photos", "place", "address", "description"]);

/** The actions that all of these rows allow. */
export function commonActions(table, rows) {
  const each = rows.map((row) => rowsFor(table, row).filter((found) => inBatch.has(found.action)));
  return (each[0] ?? []).filter((offer) => each.every((offers) => offers.some((other) => other.action === offer.action)));
}

/**
 * The buttons of a table's batch bar. The dialog stands on the page and not in the bar: rows that are done leave the
 * list, and the bar with them, while one still wants to read what became of each.
 */
export function BatchBar({ rows, clear, onStart }) {
  const table = useWorkflow();
  const offers = commonActions(table, rows);
  const start = (offer) => () => onStart({ offer, rows, clear });
  return html`${offers.slice(0, 3).map((offer) => html`<button key=${offer.action} type="button" class="btn btn-sm" onClick=${start(offer)}><${Icon} name=${knowledgeOf(offer.action).icon} /> ${say(offer.name)}</button>`)}
    ${offers.length > 3 && html`<${Menu} label=${t("case.moreActions")} align="start" items=${offers.slice(3).map((offer) => ({ label: say(offer.name), icon: knowledgeOf(offer.action).icon, onSelect: start(offer) }))} />`}
    ${table && offers.length === 0 && html`<span class="faint">${t("case.batch.nothing")}</span>`}`;
}

/** [what a `BatchBar` calls, the dialog for the page]. `onDone` renews the list. */
export function useBatch(onDone) {
  const [batch, setBatch] = useState(null);
  const close = (didAll) => {
    if (didAll) batch.clear();
    setBatch(null);
    onDone();
  };
  return [setBatch, batch && html`<${BatchDialog} offer=${batch.offer} rows=${batch.rows} onClose=${close} />`];
}

function BatchDialog({ offer, rows, onClose }) {
  const fields = fieldsOf(offer).filter((field) => !eachOwn.has(field.name)).map((field) => (field.name === "organisation" ? { ...field, required: false } : field));
  const run = useRun(offer, rows);
  const form = useForm({
    initial: {},
    check: (values) => missing(fields, values, t("form.required")),
    submit: (values) => run.start(values),
    done: (failed) => {
      if (failed > 0) return;
      toast(t("case.batch.done", { action: say(offer.name), count: rows.length }));
      onClose(true);
    },
  });
  const { failed, done } = run;
  const isStarted = done + failed > 0 || form.busy;
  const action = say(offer.name);
  const label = form.busy ? t("case.batch.busy", { done: done + failed, count: rows.length }) : failed > 0 ? t("case.batch.retry", { count: failed }) : t("case.batch.start", { action, count: rows.length });
  return html`<${Dialog} open=${true} size="large" closable=${!form.busy} title=${t("case.batch.title", { action, count: rows.length })} onClose=${() => onClose(failed === 0 && done > 0)} actions=${html`
      ${form.busy ? html`<button type="button" class="btn" onClick=${run.stop}>${t("case.batch.stop")}</button>`
        : html`<button type="button" class="btn" onClick=${() => onClose(failed === 0 && done > 0)}>${isStarted ? t("common.close") : t("common.cancel")}</button>`}
      <button type="button" class="btn btn-primary" disabled=${form.busy || (isStarted && failed === 0)} onClick=${form.submit}>${label}</button>`}>
    <${Form} form=${form} label=${action}><${ActionFields} form=${form} offer=${offer} fields=${fields} item=${null} /><${FormErrors} form=${form} /><//>
    <ul class="plain batch-list" aria-live="polite" aria-label=${t("case.batch.cases")}>${rows.map((row) => html`<${Line} key=${row.id} row=${row} result=${run.results.get(row.id)} />`)}</ul>
  <//>`;
}

const icons = { busy: "clock", done: "check", failed: "error" };

function Line({ row, result }) {
  return html`<li class=${`batch-${result?.status ?? "waiting"}`}>
    <span class="batch-mark">${result ? html`<${Icon} name=${icons[result.status]} />` : ""}</span>
    <a class="code" href=${`/cases/${row.number}`} target="_blank" rel="noopener">${row.number}</a> <span>${say(row.smallClass?.name)}</span>
    <span class="faint">${result?.status === "done" ? t("case.batch.now", { state: say(result.state) }) : result?.error?.message ?? row.address}</span></li>`;
}

/** One after the other; the key of each stays, so that a retry after a lost answer does nothing twice. */
function useRun(offer, rows) {
  const [results, setResults] = useState(new Map());
  const latest = useRef(results);
  const keys = useRef(new Map());
  const isStopped = useRef(false);
  useEffect(() => () => { isStopped.current = true; }, []);
  const note = (id, result) => {
    latest.current = new Map(latest.current).set(id, result);
    setResults(latest.current);
  };
  const one = async (row, values) => {
    const before = latest.current.get(row.id);
    note(row.id, { status: "busy" });
    try {
      // After a refusal the case is read again: perhaps it was only changed meanwhile.
      const version = before?.error?.stale ? (await get(`/cases/${row.id}`)).row.version : row.version;
      if (before?.error && !before.error.offline) keys.current.delete(row.id);
      if (!keys.current.has(row.id)) keys.current.set(row.id, newKey());
      const { value } = await sendAction(row, offer.action, bodyOf(values, null), { version, key: keys.current.get(row.id) });
      note(row.id, { status: "done", state: value.row.stateName });
    } catch (error) {
      note(row.id, { status: "failed", error });
    }
  };
  return {
    results,
    done: [...results.values()].filter((each) => each.status === "done").length,
    failed: [...results.values()].filter((each) => each.status === "failed").length,
    stop: () => { isStopped.current = true; },
    async start(values) {
      isStopped.current = false;
      for (const row of rows) {
        if (isStopped.current) break;
        if (latest.current.get(row.id)?.status !== "done") await one(row, values);
      }
      return rows.length - [...latest.current.values()].filter((each) => each.status === "done").length;
    },
  };
}
