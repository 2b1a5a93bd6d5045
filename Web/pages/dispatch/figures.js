// What command has in hand, in figures; each leads to its list.
import { cx, html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { ErrorState } from "../../kit/states.js";
import { t } from "../../kit/texts.js";

const topics = ["command.order", "command.help", "command.duty_alarm", "command.incident"];

const tiles = () => [
  { key: "free", title: t("dispatch.figure.free"), href: "/units?status=free" },
  { key: "busy", title: t("dispatch.figure.busy"), href: "/units?status=busy" },
  { key: "offDuty", title: t("dispatch.figure.offDuty"), href: "/units?status=off_duty" },
  { key: "openOrders", title: t("dispatch.figure.openOrders"), href: "/dispatch" },
  { key: "lateOrders", title: t("dispatch.figure.lateOrders"), href: "/dispatch?late=true", isAlarm: true },
  { key: "openHelp", title: t("dispatch.figure.openHelp"), href: "/dispatch?view=help", isAlarm: true },
  { key: "openAbsences", title: t("dispatch.figure.openAbsences"), href: "/rosters?tab=alarms&open=true", isAlarm: true },
  { key: "openIncidents", title: t("dispatch.figure.openIncidents"), href: "/incidents?open=true", isAlarm: true },
];

export function Figures() {
  const found = useLoad((signal) => get("/command/figures", null, { signal }));
  useLive(topics, found.refresh, { settle: 1000 });
  if (found.error && !found.value) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  return html`<ul class="plain command-figures" aria-label=${t("dispatch.figures")}>${tiles().map(({ key, title, href, isAlarm }) => {
    const value = found.value?.[key];
    return html`<li key=${key}><a class=${cx("command-figure", isAlarm && value > 0 && "is-alarm")} href=${href} data-figure=${key}>
      <b>${value === undefined ? "–" : number(value)}</b><span>${isAlarm && value > 0 && html`<${Icon} name="warn" size=${14} /> `}${title}</span></a></li>`;
  })}</ul>`;
}
