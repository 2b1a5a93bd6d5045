// What the API tells, as moments of one bar of time: { id, kind, at, words(), detail, href, place, from, until }.
// `from` and `until` say how long its mark stands on the map; all times are milliseconds since the period's begin.
import { say, t } from "../../kit/texts.js";
import { orderHref } from "../dispatch/send-link.js";

const orderSteps = [
  ["sentAt", "playback.orderSent"], ["readAt", "playback.orderRead"], ["leftAt", "playback.orderLeft"], ["arrivedAt", "playback.orderArrived"],
];
const orderEnds = { done: "playback.orderDone", refused: "playback.orderRefused", cancelled: "playback.orderCancelled" };
const placeOf = ({ lng, lat, place }) => place ?? (lng === undefined ? undefined : { lng, lat });

/** Makes moments of one thing; those before the period or after it are left out, its mark is not. */
function momentsOf(base, begin, entries) {
  const ms = (at) => Date.parse(at) - begin;
  return entries.filter(([at]) => at).map(([at, words, detail], index) => ({ ...base, id: `${base.kind} ${base.id} ${index}`, mark: `${base.kind} ${base.id}`, at: ms(at), words, detail, from: ms(base.begun), until: base.ended ? ms(base.ended) : Infinity }));
}

const minutes = (at, count) => new Date(Date.parse(at) + count * 60e3).toISOString();

export const alertMoments = (alert, begin) => momentsOf(
  // A mark that stands for a moment only would not be seen.
  { kind: "alert", id: alert.id, href: `/alerts?alert=${alert.id}`, place: placeOf(alert), isLoud: alert.severity === "emergency", begun: alert.beganAt, ended: alert.endedAt && alert.endedAt > minutes(alert.beganAt, 5) ? alert.endedAt : minutes(alert.beganAt, 5) }, begin,
  [[alert.beganAt, () => t("playback.alertBegan", { rule: alert.ruleName }), alert.deviceName], [alert.endedAt, () => t("playback.alertEnded", { rule: alert.ruleName }), alert.deviceName]],
);

export const caseMoments = (row, begin) => momentsOf(
  { kind: "case", id: row.id, href: `/cases/${row.number}`, place: placeOf(row), begun: row.reportedAt }, begin,
  [[row.reportedAt, () => t("playback.caseReported", { name: say(row.smallClass?.name) }), row.address]],
);

export const orderMoments = (order, begin) => momentsOf(
  { kind: "order", id: order.id, href: orderHref(order), place: placeOf(order), begun: order.sentAt, ended: order.endedAt }, begin,
  [...orderSteps.map(([field, key]) => [order[field], () => t(key, { title: order.title }), order.unitName]), [order.endedAt, () => t(orderEnds[order.state] ?? "playback.orderDone", { title: order.title }), order.unitName]],
);

export const helpMoments = (help, begin) => momentsOf(
  { kind: "help", id: help.id, href: `/help/${help.id}`, place: placeOf(help), isLoud: true, begun: help.at, ended: help.closedAt }, begin,
  [[help.at, () => t("playback.helpCalled", { name: help.name }), help.words], [help.answeredAt, () => t("playback.helpAnswered", { name: help.name }), help.answeredBy], [help.closedAt, () => t("playback.helpClosed", { name: help.name }), help.outcome]],
);

/** The log of an incident; what orders did is told by the orders themselves. */
export const incidentMoments = ({ incident, log }, begin) => momentsOf(
  { kind: "incident", id: incident.id, href: `/incidents/${incident.id}`, place: placeOf(incident), isLoud: true, begun: incident.beganAt, ended: incident.endedAt }, begin,
  log.filter(({ kind }) => kind !== "order").map((line) => [line.at, () => line.words, incident.title]),
);

/** In their order; a mark stands for all moments of its thing. */
export function sorted(events, length) {
  return events.filter(({ at }) => at >= 0 && at <= length).sort((one, other) => one.at - other.at || one.id.localeCompare(other.id));
}

/** One mark for each thing that has a place and stands on the map some time of the period. */
export function marksOf(events, length) {
  const marks = new Map();
  for (const { mark, kind, place, from, until, isLoud, words } of events) {
    if (place && !marks.has(mark) && until >= 0 && from <= length) marks.set(mark, { id: mark, kind, ...place, from, until, isLoud: Boolean(isLoud), words });
  }
  return [...marks.values()];
}
