// Orders of a step: who was sent, how it stands, and what is to be done by when.
import { html } from "../../kit/html.js";
import { useNow } from "../../kit/clockbar.js";
import { clockTime } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { orderHref } from "../dispatch/send-link.js";
import { isOrderOpen, OrderState } from "./words.js";

const dues = { sent: "incidentOrder.dueRead", read: "incidentOrder.dueArrive", under_way: "incidentOrder.dueArrive", on_site: "incidentOrder.dueDone" };
const lates = { sent: "incidentOrder.lateRead", read: "incidentOrder.lateArrive", under_way: "incidentOrder.lateArrive", on_site: "incidentOrder.lateDone" };

export function OrderList({ orders, label }) {
  const now = useNow(orders.some(isOrderOpen));
  return html`<ul class="plain order-list" aria-label=${label}>${orders.map((order) => html`<li key=${order.id}><a href=${orderHref(order)}><b>${order.unitName}</b></a><${OrderState} order=${order} />
    <span class="order-when">${isOrderOpen(order) ? html`<${Due} order=${order} now=${now} />` : html`<span class="faint">${clockTime(order.endedAt)}</span>`}</span>
    ${order.result && html`<span class="order-result">${order.result}</span>`}</li>`)}</ul>`;
}

function Due({ order, now }) {
  if (!order.dueAt) return null;
  const isLate = order.late || Date.parse(order.dueAt) < now;
  if (isLate) return html`<span class="late-mark"><${Icon} name="warn" size=${14} /> ${t(lates[order.state])}</span>`;
  return html`<span class="faint">${t(dues[order.state], { time: clockTime(order.dueAt) })}</span>`;
}
