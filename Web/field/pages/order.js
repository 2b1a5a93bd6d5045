// One order: what, where, until when, who sent it; and the next thing to do, large and under the thumb.
import { html, useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { confirm } from "../../kit/dialog.js";
import { ago, metres, Time, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Facts, Menu } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { go } from "../../kit/router.js";
import { subscribe } from "../../kit/live.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { Timeline } from "../../kit/timeline.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { Screen } from "../app.js";
import { items } from "../items.js";
import { online } from "../line.js";
import { doNow, orders } from "../orders.js";
import { onSent, runOutbox } from "../outbox.js";
import { useKept } from "../pocket.js";
import { distanceM, position } from "../position.js";
import { OrderClock } from "../work/order-clock.js";
import { OrderConflict } from "../work/order-conflict.js";
import { Priority } from "../work/order-list.js";
import { OrderPlace } from "../work/order-place.js";
import { actName, isOpen, isTap, mainActs, mayDo, orderNow, orderStateName, otherActs } from "../work/order-steps.js";
import { BackButton } from "./task.js";

const farM = 500;
const reading = new Set();

/** The order as it is best known: from its own answer, or from the list. */
export function useOrder(id) {
  const read = useKept(`order:${id}`, () => get(`/command/orders/${id}`));
  const { rows } = useStore(orders);
  const listed = rows?.find((row) => row.id === id);
  useEffect(() => subscribe("command.task", (event) => (!event || event.data?.order === id) && read.refresh()), [id]);
  useEffect(() => onSent((item) => item.order === id && read.refresh()), [id]);
  const own = read.value?.order;
  const order = own && listed ? (own.version >= listed.version ? own : listed) : own ?? listed;
  return { order, entries: read.value?.entries ?? [], read, isMine: Boolean(listed) };
}

export default function OrderPage({ params }) {
  const { order, entries, read, isMine } = useOrder(params.id);
  const all = useStore(items);
  if (!order) return html`<${Screen} title=${t("field.order.title")} bar=${html`<${BackButton} />`}>${read.error ? html`<${ErrorState} error=${read.error} onRetry=${read.refresh} />` : html`<${Loading} rows=${8} />`}<//>`;
  return html`<${Order} order=${order} entries=${entries} read=${read} all=${all} isMine=${isMine} />`;
}

function Order({ order, entries, read, all, isMine }) {
  const { state, pending } = orderNow(order, all);
  useReadAct(order, isMine && state === "sent");
  const stuck = pending.filter((item) => ["conflict", "failed"].includes(item.state));
  // That it is being told that one has read it is no news.
  const waiting = pending.every((item) => item.act === "read") ? [] : pending.filter((item) => !stuck.includes(item));
  return html`<${Screen} title=${order.title} className="field-order-page" bar=${isMine ? html`<${Acts} order=${order} state=${state} />` : html`<${BackButton} />`}>
    ${stuck.length > 0 && html`<div class="field-item field-item-conflict"><${OrderConflict} item=${stuck[0]} /></div>`}
    ${waiting.length > 0 && html`<p class="field-note"><${Icon} name="send" /> ${t("field.task.waiting", { actions: waiting.map((item) => actName(item.act)).join("、"), state: orderStateName(state) })} <a href="/field/outbox">${t("field.tab.outbox")}</a></p>`}
    ${read.isKept && !read.loading && read.at && html`<p class="field-note"><${Icon} name="offline" /> ${t("field.keptAt", { ago: ago(read.at) })}</p>`}
    <p class="field-card-top"><${Priority} order=${order} /><span class="field-kind">${orderStateName(state)}</span></p>
    ${isOpen(state) ? html`<${OrderClock} order=${order} state=${state} />` : html`<${Ended} order=${order} state=${state} />`}
    ${order.words && html`<p class="field-words">${order.words}</p>`}
    <${OrderPlace} order=${order} />
    ${order.photos.length > 0 && html`<h2>${t("field.photos")}</h2><${PhotoGrid} photos=${order.photos.map((media) => ({ media }))} />`}
    <${Facts} items=${[
      [t("field.order.by"), order.byName], [t("field.order.sentAt"), html`<${Time} at=${order.sentAt} />`], [t("field.order.unit"), order.unitName],
      order.about?.name && [t("field.order.about"), order.about.name], [t("field.order.number"), html`<${Copy} text=${order.number} />`],
    ]} />
    ${entries.length > 0 && html`<h2>${t("field.order.history")}</h2><${Timeline} label=${t("field.order.history")} entries=${entries.map(entryOf)} />`}
  <//>`;
}

const entryOf = (entry, index) => ({
  id: index, at: entry.at, title: say(entry.actName), actor: entry.byName, machine: ["late", "escalate"].includes(entry.act),
  text: [entry.words, Date.parse(entry.toldAt) - Date.parse(entry.at) > 60e3 && t("field.order.toldLater", { time: time(entry.toldAt) })].filter(Boolean).join(" · "),
});

const Ended = ({ order, state }) => html`<p class="field-note"><strong>${orderStateName(state)}</strong>${order.endedAt && html` · <${Time} at=${order.endedAt} />`}${order.result && html`<br />${order.result}`}</p>`;

/** Whoever opens an order has read it. */
function useReadAct(order, isNew) {
  useEffect(() => {
    if (!isNew || document.hidden || reading.has(order.id)) return;
    reading.add(order.id);
    doNow(order, "read").then(() => runOutbox({ again: true }), toastError).finally(() => reading.delete(order.id));
  }, [order.id, isNew]);
}

function Acts({ order, state }) {
  const [isBusy, setBusy] = useState(false);
  const act = async (name) => {
    if (!isTap(name)) return go(`/field/order/${order.id}/${name}`);
    if (isBusy || (name === "arrive" && !(await isThere(order)))) return undefined;
    setBusy(true);
    try {
      await doNow(order, name);
      if (!online.get()) toast(t("field.act.queuedOffline", { action: actName(name) }));
      runOutbox({ again: true });
    } catch (error) {
      toastError(error);
    } finally {
      setBusy(false);
    }
    return undefined;
  };
  const main = mainActs(state);
  const rest = otherActs(state);
  return html`<${BackButton} />
    ${rest.length > 0 && html`<${Menu} label=${t("common.more")} className="field-bar-menu" items=${rest.map((name) => ({ label: actName(name), danger: name === "refuse", onSelect: () => act(name) }))} />`}
    ${main.map((name, index) => html`<button type="button" key=${name} class=${index === main.length - 1 ? "btn btn-primary" : "btn"} disabled=${isBusy || !mayDo(name, state)} onClick=${() => act(name)}>${actName(name)}</button>`)}`;
}

async function isThere(order) {
  const phone = position.get();
  if (!order.place || !phone || Date.now() - phone.at > 60e3) return true;
  const away = distanceM(order.place, phone);
  return away < farM + phone.accuracyM || confirm({ title: t("field.order.farTitle", { distance: metres(away) }), text: t("field.order.farText"), action: t("field.order.act.arrive") });
}
