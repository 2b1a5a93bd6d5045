// The gateway: whether terminals may come in, and what was counted since it opened.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";

const traffic = ["frames", "positions", "commands_sent", "commands_answered", "media"];

export function Gateway() {
  const found = useLoad((signal) => get("/terminals/gateway", null, { signal }));
  const gateway = found.value;
  if (found.error && !gateway) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!gateway) return html`<${Loading} rows=${8} />`;
  const usual = gateway.counts.filter((each) => traffic.includes(each.kind));
  const faults = gateway.counts.filter((each) => !traffic.includes(each.kind));
  return html`<div class="gateway-head"><p><${Icon} name=${gateway.isOpen ? "check" : "warn"} /> ${gateway.isOpen ? t("devices.gatewayOpen", { count: number(gateway.connected) }) : t("devices.gatewayClosed")}
      ${gateway.waiting > 0 ? t("devices.waiting", { count: number(gateway.waiting) }) : t("devices.nothingWaits")}</p>
      <button type="button" class="btn" disabled=${found.loading} onClick=${found.refresh}><${Icon} name="refresh" /> ${t("common.refresh")}</button></div>
    <p class="faint">${t("devices.sinceStart")}</p>
    <div class="grid-2"><${Counts} title=${t("devices.traffic")} counts=${usual} />
      <${Counts} title=${t("devices.faults")} counts=${faults} calm=${t("devices.noFaults")} /></div>`;
}

// What went wrong comes first; what never happened stands below it, paler.
function Counts({ title, counts, calm }) {
  const sorted = calm ? [...counts].sort((one, other) => (other.count > 0) - (one.count > 0)) : counts;
  const isCalm = calm && counts.every((each) => each.count === 0);
  return html`<${Card} title=${title}>${isCalm && html`<p>${calm}</p>`}<table class="counts"><caption class="visually-hidden">${title}</caption>
    <thead class="visually-hidden"><tr><th scope="col">${t("devices.what")}</th><th scope="col">${t("devices.count")}</th></tr></thead>
    <tbody>${sorted.map((each) => html`<tr key=${each.kind} class=${each.count === 0 ? "count-none" : ""}><th scope="row">${say(each.name)}</th><td>${number(each.count)}</td></tr>`)}</tbody></table><//>`;
}
