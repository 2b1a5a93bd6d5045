// Orders and units in words: states, deadlines, how far and how long.
import { html } from "../../kit/html.js";
import { DueClock } from "../../kit/clockbar.js";
import { metres, number, span, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

const stateNames = {
  sent: "dispatch.state.sent", read: "dispatch.state.read", under_way: "dispatch.state.under_way", on_site: "dispatch.state.on_site",
  done: "dispatch.state.done", refused: "dispatch.state.refused", cancelled: "dispatch.state.cancelled",
};
const stateIcons = { sent: "send", read: "check", under_way: "truck", on_site: "pin", done: "check", refused: "close", cancelled: "minus" };
const deadlineNames = { read: "dispatch.deadline.read", arrive: "dispatch.deadline.arrive", done: "dispatch.deadline.done" };
const running = { sent: "read", read: "arrive", under_way: "arrive", on_site: "done" };
const statusNames = { free: "units.status.free", busy: "units.status.busy", off_duty: "units.status.off_duty" };

export const stateChoices = () => Object.entries(stateNames).map(([value, key]) => ({ value, label: t(key) }));
export const statusChoices = () => Object.entries(statusNames).map(([value, key]) => ({ value, label: t(key) }));
export const deadlineName = (name) => t(deadlineNames[name] ?? deadlineNames.done);

export const OrderState = ({ order }) => html`<span class=${`order-state order-${order.state}`}><${Icon} name=${stateIcons[order.state] ?? "info"} size=${14} /> ${say(order.stateName)}</span>`;

export const Urgent = ({ order }) => order.priority === "urgent" && html`<span class="tag tag-urgent">${say(order.priorityName)}</span>`;

/** Which deadline runs and how long is left of it; how bad, when nobody acted after that. */
export function OrderDue({ order }) {
  if (order.endedAt) return html`<span class="faint">—</span>`;
  const name = order.late ?? running[order.state];
  return html`<span class="order-due"><span class="faint">${deadlineName(name)}</span> <${DueClock} row=${{ dueAt: order.dueAt, lamp: lampOf(order) }} />
    ${order.escalation > 1 && html`<span class="tag tag-strong">${t("dispatch.escalated")}</span>`}</span>`;
}

/** Yellow when less than a fifth of the time is left. */
function lampOf({ late, sentAt, dueAt }) {
  if (late) return "red";
  const [from, to] = [Date.parse(sentAt), Date.parse(dueAt)];
  return Date.now() > from + (to - from) * 0.8 ? "yellow" : "green";
}

/** Free, busy or off duty: a shape and a word. */
export const UnitStatus = ({ standing }) => html`<span class=${`unit-status unit-${standing.status}`}><span class="unit-dot" aria-hidden="true"></span>${say(standing.statusName)}</span>`;

export const Tags = ({ items }) => (items.length ? html`<span class="tags">${items.map((each) => html`<span class="tag" key=${each}>${each}</span>`)}</span>` : null);

/** “1/2”: open orders, and how many it can have at once. */
export const loadWords = (unit) => `${number(unit.standing.openOrders)}/${number(unit.ordersMax)}`;

/** “约 6 分 · 1.9 公里”, and whether the road was known. */
export function driveWords({ seconds, distanceM, by }) {
  if (seconds === undefined || seconds === null) return t("dispatch.noPosition");
  return t(by === "road" ? "dispatch.byRoad" : "dispatch.byLine", { time: span(seconds * 1000), distance: metres(distanceM) });
}

export const Seen = ({ standing }) => (standing.placedAt ? html`${t("units.placedAt")} <${Time} at=${standing.placedAt} relative />` : t("units.neverPlaced"));

/** What an order is about, as a link to it. */
export function About({ about }) {
  if (!about) return null;
  const [thing] = about.id.split("/");
  const href = { case: `/cases/${thing}`, alert: `/alerts?alert=${thing}`, help: `/help/${thing}`, step: `/incidents/${thing}` }[about.kind];
  const kind = { case: t("dispatch.about.case"), alert: t("dispatch.about.alert"), help: t("dispatch.about.help"), step: t("dispatch.about.step") }[about.kind];
  return html`${kind} <a href=${href}>${about.name || t("common.view")}</a>`;
}

export const Phone = ({ phone }) => phone && html`<a class="phone-link" href=${`tel:${phone}`}><${Icon} name="phone" size=${14} /> ${phone}</a>`;

/** The people of a unit, with their numbers for those who may see them. */
export function Members({ members }) {
  if (members.length === 0) return html`<span class="faint">${t("units.noMembers")}</span>`;
  return html`<ul class="plain members" aria-label=${t("units.members")}>${members.map((each) => html`<li key=${each.account}><span>${each.name}</span> <${Phone} phone=${each.phone} /></li>`)}</ul>`;
}
