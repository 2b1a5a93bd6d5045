// My tasks: what burns first, or what is nearest; with a line or without.
import { html, useState } from "../../kit/html.js";
import { DueClock } from "../../kit/clockbar.js";
import { ago, metres } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { deviceStore, useStore } from "../../kit/store.js";
import { can } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { Screen } from "../app.js";
import { items } from "../items.js";
import { orders, refreshOrders, serves } from "../orders.js";
import { distanceM, usePosition } from "../position.js";
import { refreshTasks, taskKind, tasks, withMyWork } from "../tasks.js";
import { Orders } from "../work/order-list.js";
import { isOpen } from "../work/order-steps.js";
import { bigClass, shortClass } from "../work/words.js";

const order = deviceStore("field.order", "due", (value) => ["due", "near"].includes(value));
const kindWords = () => ({ verify: t("field.kind.verify"), check: t("field.kind.check"), handle: t("field.kind.handle"), other: t("field.kind.other") });

export default function TasksPage() {
  const { rows, at, isKept, error, loading } = useStore(tasks);
  const known = useStore(orders);
  const ordered = (serves() && known.rows) || [];
  const refresh = () => Promise.all([refreshTasks(), refreshOrders()]);
  const all = useStore(items);
  const by = useStore(order);
  const [kind, setKind] = useState(null);
  const [phone] = usePosition();
  const shown = rows && sorted(withMyWork(rows, all), by, phone).filter((row) => !kind || taskKind(row) === kind);
  const kinds = rows ? Object.keys(kindWords()).filter((each) => rows.some((row) => taskKind(row) === each)) : [];
  return html`<${Screen} title=${t("field.tab.tasks")} count=${rows && rows.length + ordered.filter((row) => isOpen(row.state)).length}>
    <${Orders} phone=${phone} />
    ${ordered.length > 0 && html`<h2>${t("field.order.cases")} <span class="page-count">${rows?.length}</span></h2>`}
    ${rows?.length > 0 && html`<div class="field-tools">
      <div class="field-chips" role="group" aria-label=${t("field.tasks.filter")}>
        ${kinds.length > 1 && html`<button type="button" class="field-chip" aria-pressed=${String(!kind)} onClick=${() => setKind(null)}>${t("field.tasks.all")}</button>`}
        ${kinds.length > 1 && kinds.map((each) => html`<button type="button" key=${each} class="field-chip" aria-pressed=${String(kind === each)} onClick=${() => setKind(each)}>${kindWords()[each]} ${rows.filter((row) => taskKind(row) === each).length}</button>`)}
        <button type="button" class="field-chip field-chip-end" aria-pressed=${String(by === "near")} onClick=${() => order.set(by === "near" ? "due" : "near")}><${Icon} name="sort" /> ${t(by === "near" ? "field.tasks.nearFirst" : "field.tasks.dueFirst")}</button>
      </div></div>`}
    ${!shown && error && !loading && html`<${ErrorState} error=${error} onRetry=${refresh} />`}
    ${!shown && (loading || !error) && html`<${Loading} rows=${8} />`}
    ${shown?.length === 0 && html`<${NoTasks} />`}
    ${shown?.length > 0 && html`<ul class="plain field-cards">${shown.map((row) => html`<li key=${row.id}><${TaskCard} row=${row} phone=${phone} /></li>`)}</ul>`}
    <div class="field-foot"><span>${at && t(isKept ? "field.keptAt" : "field.readAt", { ago: ago(at) })}</span>
      <button type="button" class="btn" disabled=${loading} onClick=${refresh}><${Icon} name="refresh" /> ${t("common.refresh")}</button></div>
  <//>`;
}

function NoTasks() {
  const collects = can("case.report");
  return html`<div class="field-empty"><${Icon} name="check" size=${32} /><p><strong>${t("field.tasks.none")}</strong></p>
    <p class="faint">${collects ? t("field.tasks.noneCollector") : t("field.tasks.noneDepartment")}</p></div>`;
}

// The server's order is what burns first; without a position “nearest” cannot be told.
function sorted(rows, by, phone) {
  if (by !== "near" || !phone) return rows;
  const far = (row) => (row.lng === undefined ? Infinity : distanceM(row, phone));
  return [...rows].sort((a, b) => far(a) - far(b));
}

export function TaskCard({ row, phone }) {
  const last = row.pending?.[row.pending.length - 1];
  return html`<a class="field-card" href=${`/field/task/${row.id}`}>
    <span class="field-card-top"><span class="field-kind">${kindWords()[taskKind(row)] === kindWords().other ? say(row.stateName) : kindWords()[taskKind(row)]}</span>
      ${row.urgent && html`<span class="field-urgent">${t("field.urgent")}</span>`}
      <${DueClock} row=${row} /></span>
    <strong>${shortClass(row.smallClass) || t("field.noClass")} <span class="faint">${bigClass(row.smallClass)}</span></strong>
    <span class="field-card-words">${row.description}</span>
    <span class="faint">${[row.address || say(row.area?.name), phone && row.lng !== undefined && metres(distanceM(row, phone))].filter(Boolean).join(" · ")}</span>
    ${last && html`<span class="field-pending"><${Icon} name="send" /> ${t("field.task.pending", { action: say(last.actionName) })}</span>`}
  </a>`;
}
