// What may be done to an order, kept on the phone so that it goes on without a line. The server's table is the same.
import { actsOn } from "../items.js";
import { t } from "../../kit/texts.js";

const open = ["sent", "read", "under_way", "on_site"];
const steps = {
  read: { from: ["sent"], to: "read" },
  leave: { from: ["sent", "read"], to: "under_way" },
  arrive: { from: ["sent", "read", "under_way"], to: "on_site" },
  finish: { from: open, to: "done" },
  refuse: { from: ["sent", "read", "under_way"], to: "refused" },
  note: { from: open, to: null },
};
const inOrder = [...open, "done"];
const mainOf = { sent: ["arrive", "leave"], read: ["arrive", "leave"], under_way: ["finish", "arrive"], on_site: ["finish"] };

export const isOpen = (state) => open.includes(state);
export const needsWords = (act) => act === "refuse" || act === "note";
/** Done with a tap; the others have a form for words and photos. */
export const isTap = (act) => act === "leave" || act === "arrive";

/** The order as it will stand once everything has been sent: { state, pending }. */
export function orderNow(order, all) {
  const pending = actsOn(order.id, all);
  let { state } = order;
  for (const { act, state: itemState } of pending) {
    if (itemState !== "conflict" && itemState !== "failed" && steps[act].from.includes(state)) state = steps[act].to ?? state;
  }
  return { state, pending };
}

export const mayDo = (act, state) => steps[act]?.from.includes(state) ?? false;
export const mainActs = (state) => mainOf[state] ?? [];
export const otherActs = (state) => ["arrive", "finish", "refuse", "note"].filter((act) => mayDo(act, state) && !mainActs(state).includes(act));

/** What was wanted is so already, by somebody else of the unit or by the unit's own position. */
export const isReached = (act, state) => Boolean(steps[act].to) && inOrder.includes(state) && inOrder.indexOf(state) >= inOrder.indexOf(steps[act].to);

/** The deadline that runs in a state. */
export function deadlineOf(order, state) {
  const at = { sent: order.readBy, read: order.arriveBy, under_way: order.arriveBy, on_site: order.doneBy }[state];
  const name = { sent: "field.order.toRead", read: "field.order.toArrive", under_way: "field.order.toArrive", on_site: "field.order.toFinish" }[state];
  return at ? { at: Date.parse(at), name } : null;
}

/** Urgent before normal, then the newest. */
export const byUrgency = (a, b) => Number(b.priority === "urgent") - Number(a.priority === "urgent") || Date.parse(b.sentAt) - Date.parse(a.sentAt);

export const actName = (act) => ({
  read: t("field.order.act.read"), leave: t("field.order.act.leave"), arrive: t("field.order.act.arrive"),
  finish: t("field.order.act.finish"), refuse: t("field.order.act.refuse"), note: t("field.order.act.note"),
})[act];

export const orderStateName = (state) => ({
  sent: t("field.order.state.sent"), read: t("field.order.state.read"), under_way: t("field.order.state.underWay"), on_site: t("field.order.state.onSite"),
  done: t("field.order.state.done"), refused: t("field.order.state.refused"), cancelled: t("field.order.state.cancelled"),
})[state];
