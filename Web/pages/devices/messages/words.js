// Mappings in words, and what the form asks for as the API takes it.
import { html } from "../../../kit/html.js";
import { Icon } from "../../../kit/icons.js";
import { t } from "../../../kit/texts.js";

const times = { iso8601: "mapping.time.iso8601", seconds: "mapping.time.seconds", milliseconds: "mapping.time.milliseconds" };
const speeds = { kph: "mapping.speed.kph", mps: "mapping.speed.mps", knots: "mapping.speed.knots" };
const datums = { wgs84: "mapping.datum.wgs84", gcj02: "mapping.datum.gcj02", bd09: "mapping.datum.bd09" };
const choices = (names) => Object.entries(names).map(([value, key]) => ({ value, label: t(key) }));
const paths = ["list", "ident", "lng", "lat", "time", "speed", "direction", "altitude", "accuracy"];
const needed = ["ident", "lng", "lat"];

export const timeChoices = () => choices(times);
export const speedChoices = () => choices(speeds);
export const datumChoices = () => choices(datums);
export const crumbs = () => [{ href: "/devices?tab=gateway", title: t("devices.title") }, { href: "/devices/messages", title: t("mapping.title") }];

export function ActiveMark({ mapping }) {
  if (mapping.isActive) return html`<span class="online online-is"><span class="online-dot" aria-hidden="true"></span>${t("mapping.active")}</span>`;
  return html`<span class="online online-not"><${Icon} name="lock" size=${12} /> ${t("mapping.inactive")}</span>`;
}

export const initialMapping = (mapping) => ({
  name: mapping?.name ?? "", topic: mapping?.topic ?? "", isActive: mapping?.isActive ?? true,
  fields: { timeFormat: "iso8601", speedUnit: "kph", datum: "wgs84", ...Object.fromEntries(paths.map((key) => [key, ""])), ...mapping?.fields },
});

/** What the API takes; a path that is empty is none. */
export function bodyOf({ name, topic, isActive, fields }) {
  const given = paths.map((key) => [key, fields[key].trim()]).filter(([key, path]) => path || needed.includes(key));
  const { timeFormat, speedUnit, datum } = fields;
  return { name: name.trim(), topic: topic.trim(), isActive, fields: { ...Object.fromEntries(given), timeFormat, speedUnit, datum } };
}

const missing = (value) => (value.trim() ? null : t("form.required"));

export const check = ({ name, topic, fields }) => ({ name: missing(name), topic: missing(topic), ...checkPaths(fields) });

export const checkPaths = (fields) => Object.fromEntries(needed.map((key) => [`fields.${key}`, missing(fields[key])]));
