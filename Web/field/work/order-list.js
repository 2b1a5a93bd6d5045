// Orders to my units above my tasks: what is urgent first, what has ended at the end.
import { cx, html } from "../../kit/html.js";
import { metres, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { items } from "../items.js";
import { orders, serves } from "../orders.js";
import { distanceM } from "../position.js";
import { OrderClock } from "./order-clock.js";
import { actName, byUrgency, isOpen, orderNow, orderStateName } from "./order-steps.js";

export function Orders({ phone }) {
  const { rows } = useStore(orders);
  const all = useStore(items);
  if (!serves() || !rows?.length) return null;
  const now = [...rows].sort(byUrgency).map((row) => ({ row, ...orderNow(row, all) }));
  const open = now.filter((each) => isOpen(each.state));
  const over = now.filter((each) => !isOpen(each.state));
  return html`<section class="field-orders" aria-label=${t("field.order.list")}>
    <h2>${t("field.order.list")} <span class="page-count">${open.length}</span></h2>
    ${open.length === 0 && html`<p class="faint">${t("field.order.none")}</p>`}
    <ul class="plain field-cards">${open.map((each) => html`<li key=${each.row.id}><${OrderCard} ...${each} phone=${phone} /></li>`)}</ul>
    ${over.length > 0 && html`<details class="field-orders-over"><summary>${t("field.order.over", { count: over.length })}</summary>
      <ul class="plain field-cards">${over.map((each) => html`<li key=${each.row.id}><${OrderCard} ...${each} phone=${phone} /></li>`)}</ul></details>`}
  </section>`;
}

export const Priority = ({ order }) => order.priority === "urgent" && html`<span class="field-urgent"><${Icon} name="warn" /> ${t("field.urgent")}</span>`;

function OrderCard({ row, state, pending, phone }) {
  const last = pending.at(-1);
  const away = row.place && phone && metres(distanceM(row.place, phone));
  return html`<a class=${cx("field-card field-order", isOpen(state) && row.priority === "urgent" && "field-order-urgent")} href=${`/field/order/${row.id}`}>
    <span class="field-card-top"><${Priority} order=${row} /><span class=${cx("field-kind", state === "sent" && "field-order-new")}>${orderStateName(state)}</span>
      ${isOpen(state) ? html`<${OrderClock} order=${row} state=${state} compact=${true} />` : html`<span class="faint">${time(row.endedAt ?? row.sentAt)}</span>`}</span>
    <strong>${row.title}</strong>
    ${row.words && html`<span class="field-card-words">${row.words}</span>`}
    <span class="faint">${[row.address, away, row.unitName].filter(Boolean).join(" · ")}</span>
    ${last && html`<span class="field-pending"><${Icon} name="send" /> ${t("field.task.pending", { action: actName(last.act) })}</span>`}
  </a>`;
}
