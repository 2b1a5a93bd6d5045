// Incidents in words: levels, states of steps and orders, kinds of log lines; each with a shape.
import { html } from "../../kit/html.js";
import { span } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

const levels = { 1: "incidents.level.1", 2: "incidents.level.2", 3: "incidents.level.3", 4: "incidents.level.4" };
export const levelChoices = () => Object.entries(levels).map(([value, key]) => ({ value, label: t(key) }));

/** Graver levels are stronger. */
export const Level = ({ incident }) => html`<span class=${`incident-level level-${incident.level}`}>${say(incident.levelName)}</span>`;
export const DrillMark = () => html`<span class="drill-mark"><${Icon} name="flag" size=${12} /> ${t("incidents.drill")}</span>`;

export const lastingMS = ({ beganAt, endedAt }, now = Date.now()) => Math.max(0, (endedAt ? Date.parse(endedAt) : now) - Date.parse(beganAt));
export const lastingWords = (incident, now) => t(incident.endedAt ? "incidents.lasted" : "incidents.lastingStill", { time: span(lastingMS(incident, now)) });

const stepIcons = { waiting: "clock", ready: "bell", running: "play", done: "check", skipped: "minus" };
export const stepIcon = (state) => stepIcons[state] ?? "info";
export const StepState = ({ step }) => html`<span class=${`step-state step-is-${step.state}`}><${Icon} name=${stepIcon(step.state)} size=${14} /> ${say(step.stateName)}</span>`;

const orderIcons = { sent: "send", read: "message", under_way: "truck", on_site: "pin", done: "check", refused: "close", cancelled: "minus" };
export const OrderState = ({ order }) => html`<span class=${`order-state order-is-${order.state}`}><${Icon} name=${orderIcons[order.state] ?? "info"} size=${14} /> ${say(order.stateName)}</span>`;
export const isOrderOpen = ({ state }) => !["done", "refused", "cancelled"].includes(state);

const logIcons = { incident: "flag", step: "rules", order: "send", note: "edit", report: "log", roll_call: "people" };
const logKinds = {
  incident: "incidentLog.incident", step: "incidentLog.step", order: "incidentLog.order", note: "incidentLog.note", report: "incidentLog.report", roll_call: "incidentLog.roll_call",
};
export const logIcon = (kind) => logIcons[kind] ?? "info";
export const logKindName = (kind) => t(logKinds[kind] ?? "incidentLog.note");
export const logKindChoices = () => Object.keys(logKinds).map((value) => ({ value, label: logKindName(value) }));

export const ordersOf = (file) => file.steps.flatMap(({ orders }) => orders);
