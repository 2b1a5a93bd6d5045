// The board of an incident that goes on: figures, steps with their clocks and orders, the map, and what is said.
import { html } from "../../kit/html.js";
import { useNow } from "../../kit/clockbar.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { ChangeDialog } from "./change-dialog.js";
import { EndDialog } from "./end-dialog.js";
import { IncidentMap } from "./incident-map.js";
import { Log } from "./log.js";
import { Means } from "./means.js";
import { callRoll, RollCalls } from "./roll-calls.js";
import { SituationDialog, Situations } from "./situations.js";
import { StepDialog } from "./step-dialog.js";
import { Steps } from "./steps.js";

const bodies = { log: Log, calls: RollCalls, reports: Situations, means: Means };
const dialogs = { report: SituationDialog, step: StepDialog, change: ChangeDialog, end: EndDialog };

export function Board({ data, dialog, setDialog }) {
  const { file } = data;
  const [query, setQuery] = useQuery();
  const tabs = [
    { id: "log", title: t("incidentLog.title"), count: file.log.length }, { id: "calls", title: t("incidentRoll.title"), count: file.rollCalls.length },
    { id: "reports", title: t("incidentSituation.title"), count: file.reports.length }, { id: "means", title: t("incidentMeans.title") },
  ];
  const tab = bodies[query.tab] ? query.tab : "log";
  const Body = bodies[tab];
  const Open = file.mayLead && dialogs[dialog];
  return html`<${DueBanner} data=${data} /><${IncidentFigures} figures=${file.figures} />
    <div class="incident-split"><${Steps} data=${data} onAdd=${file.mayLead ? () => setDialog("step") : null} />
      <div class="incident-side"><${IncidentMap} file=${file} />
        <section class="panel incident-tabs"><${Tabs} label=${t("incident.parts")} tabs=${tabs} value=${tab} onValue=${(next) => setQuery({ tab: next === "log" ? undefined : next })} />
          <${Body} data=${data} file=${file} /></section></div></div>
    ${Open && html`<${Open} data=${data} onClose=${() => setDialog(null)} />`}`;
}

/** The server takes the due time away once it has told that it has passed. */
function DueBanner({ data }) {
  const { incident, figures, mayLead } = data.file;
  const now = useNow(incident.rollCallMinutes > 0);
  if (incident.rollCallMinutes === 0) return null;
  if (incident.rollCallDue && Date.parse(incident.rollCallDue) > now) return html`<p class="faint incident-next">${t("incidentRoll.next", { time: time(incident.rollCallDue) })}</p>`;
  const hasUnits = figures.units > 0;
  return html`<p class="form-note incident-due" role="status"><${Icon} name="warn" /> ${hasUnits ? t("incidentRoll.due", { count: number(incident.rollCallMinutes) }) : t("incidentRoll.dueNobody")}
    ${hasUnits && mayLead && html`<button type="button" class="btn btn-sm" onClick=${() => callRoll(data)}>${t("incidentRoll.call")}</button>`}</p>`;
}

/** What is only true while it goes on is left out of the report. */
export function IncidentFigures({ figures, hasEnded = false }) {
  const shown = [
    ["incident.stepsEnded", t("incident.ofAll", { count: number(figures.stepsEnded), all: number(figures.steps) })], ["incident.stepsLate", number(figures.stepsLate), figures.stepsLate > 0],
    !hasEnded && ["incident.ordersOpen", number(figures.ordersOpen)], ["incident.ordersDone", t("incident.ofAll", { count: number(figures.ordersDone), all: number(figures.orders) })],
    ...(hasEnded ? [] : [["incident.units", number(figures.units)], ["incident.onSite", number(figures.unitsOnSite)]]),
  ].filter(Boolean);
  return html`<div class="figures incident-figures" role="group" aria-label=${t("incident.figures")}>${shown.map(([key, value, isBad]) => html`<div class="figure" key=${key}>
    <span class=${`figure-value ${isBad ? "figure-late" : ""}`}>${isBad && html`<${Icon} name="warn" size=${20} /> `}${value}</span><span class="figure-name">${t(key)}</span></div>`)}</div>`;
}
