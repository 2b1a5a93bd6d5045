// Devices in words: what they are on, by which door they come, how they stand.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { letterOf, outline, useColor, uses } from "../../kit/map/vehicles.js";
import { t } from "../../kit/texts.js";

const useNames = {
  waste_truck: "devices.use.waste_truck", sweeper: "devices.use.sweeper", sprinkler: "devices.use.sprinkler", garbage_truck: "devices.use.garbage_truck",
  enforcement_car: "devices.use.enforcement_car", officer: "devices.use.officer", other: "devices.use.other",
};
const doorNames = { jt808: "devices.door.jt808", osmand: "devices.door.osmand", http: "devices.door.http", mqtt: "devices.door.mqtt", field: "devices.door.field" };
const stateNames = { active: "devices.state.active", disabled: "devices.state.disabled" };
const choices = (names) => Object.keys(names).map((value) => ({ value, label: t(names[value]) }));

export { uses };
export const useName = (use) => t(useNames[use] ?? useNames.other);
export const useChoices = () => choices(useNames);
export const doorChoices = () => choices(doorNames);
/** The field app comes by itself. */
export const newDoorChoices = () => doorChoices().filter(({ value }) => value !== "field");
export const stateChoices = () => choices(stateNames);

/** The mark of a use, the same as on the map; decoration beside its word. */
export const UseMark = ({ use, size = 18 }) => html`<svg class="use-mark" width=${size} height=${size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d=${outline(use, 12, 12, 9.5)} fill=${useColor(use)} /><text x="12" y="16" text-anchor="middle" class="use-letter">${letterOf(use)}</text></svg>`;

export const Use = ({ use }) => html`<span class="with-mark"><${UseMark} use=${use} /> ${useName(use)}</span>`;

/** Online, offline, never heard or disabled: a shape and a word. */
export function OnlineMark({ device }) {
  if (device.state === "disabled") return html`<span class="online online-not"><${Icon} name="lock" size=${12} /> ${t("devices.disabled")}</span>`;
  const key = device.isOnline ? "devices.online" : device.seenAt ? "devices.offline" : "devices.never";
  return html`<span class=${device.isOnline ? "online online-is" : "online online-not"}><span class="online-dot" aria-hidden="true"></span>${t(key)}</span>`;
}

export const speedWords = (kmh) => (kmh === undefined || kmh === null ? "" : kmh < 1 ? t("devices.standing") : t("devices.kmh", { value: number(Math.round(kmh)) }));

export const isTerminal = (device) => device.door === "jt808";
export const mayDo = (device, what) => device.may.includes(what);
