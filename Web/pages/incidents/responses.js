// How soon orders were read, left for, reached and done.
import { html } from "../../kit/html.js";
import { clockTime, number, span } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { orderHref } from "../dispatch/send-link.js";
import { OrderState } from "./words.js";

const after = (order, at) => (at ? Date.parse(at) - Date.parse(order.sentAt) : undefined);

function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((one, other) => one - other);
  if (sorted.length === 0) return "—";
  const middle = Math.floor(sorted.length / 2);
  return span(sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
}

export function Responses({ file }) {
  const rows = file.steps.flatMap((step) => step.orders.map((order) => ({ ...order, step: step.content.title })));
  if (rows.length === 0) return html`<p class="faint">${t("incidentReport.noOrders")}</p>`;
  const done = rows.filter(({ state }) => state === "done");
  const words = t("incidentReport.ordersWords", {
    count: number(rows.length), read: median(rows.map((row) => after(row, row.readAt))), arrived: median(rows.map((row) => after(row, row.arrivedAt))), done: median(done.map((row) => after(row, row.endedAt))),
  });
  return html`<p class="chart-words">${words}</p><${DataTable} name="incident-orders" caption=${t("incidentReport.orders")} columns=${columns()} rows=${rows} href=${orderHref} />`;
}

/** The time it took; with a mark where that was later than asked for. */
function took(row, at, by) {
  if (!at) return html`<span class="faint">—</span>`;
  const isLate = Date.parse(at) > Date.parse(by);
  return html`${span(after(row, at))}${isLate && html` <span class="late-mark"><${Icon} name="warn" size=${12} /> ${t("incidentReport.tooLate")}</span>`}`;
}

const columns = () => [
  { key: "unit", title: t("incidentReport.unit"), phone: "title", cell: (row) => row.unitName },
  { key: "step", title: t("incidentReport.step"), wrap: true, cell: (row) => row.step },
  { key: "state", title: t("incidentReport.state"), cell: (row) => html`<${OrderState} order=${row} />` },
  { key: "sent", title: t("incidentReport.sent"), cell: (row) => clockTime(row.sentAt) },
  { key: "read", title: t("incidentReport.read"), cell: (row) => took(row, row.readAt, row.readBy) },
  { key: "left", title: t("incidentReport.left"), cell: (row) => (row.leftAt ? span(after(row, row.leftAt)) : html`<span class="faint">—</span>`) },
  { key: "arrived", title: t("incidentReport.arrived"), cell: (row) => took(row, row.arrivedAt, row.arriveBy) },
  { key: "done", title: t("incidentReport.done"), cell: (row) => (row.state === "done" ? took(row, row.endedAt, row.doneBy) : html`<span class="faint">—</span>`) },
  { key: "result", title: t("incidentReport.result"), wrap: true, cell: (row) => row.result },
];
