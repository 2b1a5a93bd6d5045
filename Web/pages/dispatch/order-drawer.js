// One order beside the list: what, who, by when, where, what happened, and what may be done.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Drawer } from "../../kit/drawer.js";
import { Time } from "../../kit/format.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Facts } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { Timeline } from "../../kit/timeline.js";
import { say, t } from "../../kit/texts.js";
import { OrderActs } from "./order-acts.js";
import { PlaceMap } from "./place-map.js";
import { About, deadlineName, Members, OrderDue, OrderState, Urgent } from "./words.js";

const toldLateMS = 120e3;

export function OrderDrawer({ id, onClose, onDone }) {
  const found = useLoad((signal) => get(`/command/orders/${id}`, null, { signal }), [id]);
  useLive("command.order", (events) => {
    if (events.length === 0 || events.some(({ data }) => data.order === id)) found.refresh();
  });
  const file = found.value;
  const done = (value) => {
    found.set(value);
    onDone?.(value.order);
  };
  return html`<${Drawer} open title=${file?.order.title ?? t("dispatch.order")} onClose=${onClose} width=${460}>
    ${found.error && !file && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!file && !found.error && html`<${Loading} rows=${10} />`}
    ${file && html`<div class="stack"><${OrderBody} file=${file} /><${OrderActs} order=${file.order} acts=${file.acts} onDone=${done} onStale=${found.refresh} />
      <section><h3 class="dispatch-part">${t("dispatch.history")}</h3><${Timeline} label=${t("dispatch.history")} entries=${file.entries.map(entry)} /></section></div>`}
  <//>`;
}

function OrderBody({ file: { order } }) {
  const unit = useLoad((signal) => get(`/command/units/${order.unit}`, null, { signal }), [order.unit]).value;
  const place = unit?.standing.place;
  const others = place && !order.endedAt ? [{ id: unit.id, name: unit.name, icon: "people", ...place }] : [];
  return html`<p class="row-wrap order-line"><${OrderState} order=${order} /><${Urgent} order=${order} />${!order.endedAt && html`<${OrderDue} order=${order} />`}</p>
    ${order.words && html`<p class="order-words">${order.words}</p>`}
    <${Facts} items=${facts(order, unit)} />
    ${order.place && html`<${PlaceMap} label=${t("dispatch.orderMap")} place=${order.place} others=${others} />`}
    ${order.photos.length > 0 && html`<section><h3 class="dispatch-part">${t("dispatch.photos")}</h3><${PhotoGrid} photos=${order.photos.map((media) => ({ media }))} /></section>`}`;
}

const facts = (order, unit) => [
  [t("dispatch.number"), html`<span class="code">${order.number}</span>`],
  [t("dispatch.unit"), html`<a href=${`/units/${order.unit}`}>${order.unitName}</a>`],
  unit && [t("units.members"), html`<${Members} members=${unit.members} />`],
  [t("dispatch.place"), order.address],
  order.about && [t("dispatch.about"), html`<${About} about=${order.about} />`],
  [t("dispatch.sentAt"), html`<${Time} at=${order.sentAt} /> ${order.byName}`],
  [t("dispatch.deadline.read"), html`<${Step} at=${order.readAt} by=${order.readBy} order=${order} />`],
  [t("dispatch.deadline.arrive"), html`<${Step} at=${order.arrivedAt} by=${order.arriveBy} order=${order} />`],
  [t("dispatch.deadline.done"), html`<${Step} at=${order.state === "done" ? order.endedAt : null} by=${order.doneBy} order=${order} />`],
  order.result && [t("dispatch.result"), order.result],
];

/** When a step was done, and whether in time; else until when it is to be done. */
function Step({ at, by, order }) {
  if (at) return html`<${Time} at=${at} /> ${Date.parse(at) > Date.parse(by) && html`<span class="order-was-late">${t("dispatch.wasLate")}</span>`}`;
  if (order.endedAt) return html`<span class="faint">—</span>`;
  return html`<span class="faint">${t("dispatch.until")} <${Time} at=${by} /></span>`;
}

function entry(each, index) {
  const isLate = each.act === "late" || each.act === "escalate";
  const wasToldLate = Date.parse(each.toldAt) - Date.parse(each.at) > toldLateMS;
  return {
    id: index, at: each.at, title: say(each.actName), actor: isLate ? "" : each.byName, machine: isLate,
    text: isLate ? t("dispatch.lateWords", { deadline: deadlineName(each.words) }) : each.words,
    detail: wasToldLate && html`<p class="faint entry-text">${t("dispatch.toldAt")} <${Time} at=${each.toldAt} /></p>`,
  };
}
