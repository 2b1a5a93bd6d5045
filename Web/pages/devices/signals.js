// What a device says of itself besides its place: ignition, cover, load, alarms. Words; absent where it has no sensor.
import { html } from "../../kit/html.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { isTerminal, speedWords, Use } from "./words.js";

const words = {
  cover: { open: "device.coverOpen", closed: "device.coverClosed" },
  lift: { up: "device.liftUp", down: "device.liftDown" },
  load: { empty: "device.loadEmpty", half: "device.loadHalf", full: "device.loadFull" },
};

export function signalsOf(device) {
  const { last } = device;
  if (!last) return [];
  return [
    isTerminal(device) && t(last.ignitionOn ? "device.ignitionOn" : "device.ignitionOff"),
    ...Object.entries(words).map(([name, values]) => last[name] && t(values[last[name]])),
    !last.isLocated && t("device.notLocated"),
  ].filter(Boolean);
}

/** The line below the name: what it is on, when it was heard, how fast it goes. */
export function StandingLine({ device }) {
  return html`<span class="standing"><${Use} use=${device.use} /><span>${say(device.areaName)}</span>
    <span>${device.seenAt ? html`<${Time} at=${device.seenAt} relative />` : t("device.neverHeard")}</span>
    ${device.isOnline && device.last && html`<b class="standing-speed">${speedWords(device.last.speedKPH)}</b>`}
    ${signalsOf(device).map((each) => html`<span class="tag" key=${each}>${each}</span>`)}
    ${device.last?.alarms > 0 && html`<span class="tag tag-strong"><${Icon} name="warn" size=${12} /> ${t("device.alarms")}</span>`}</span>`;
}
