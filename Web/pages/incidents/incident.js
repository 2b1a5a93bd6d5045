// One incident: its board while it goes on, its report when it is over.
import "./setup.js";
import { html, useState } from "../../kit/html.js";
import { useNow } from "../../kit/clockbar.js";
import { download } from "../../kit/api.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Page } from "../../kit/page.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { playbackHref } from "../playback/href.js";
import { Board } from "./board.js";
import { callRoll } from "./roll-calls.js";
import { Report } from "./report.js";
import { useIncident } from "./use-incident.js";
import { DrillMark, lastingWords, Level } from "./words.js";

const crumbs = () => [{ href: "/incidents", title: t("incidents.title") }];

export default function IncidentPage({ params }) {
  const data = useIncident(params.id);
  if (data.file) return html`<${Shown} key=${params.id} data=${data} />`;
  return html`<${Page} title=${t("incident.title")} crumbs=${crumbs()}>${data.error ? html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />` : html`<${Loading} rows=${12} />`}<//>`;
}

function Shown({ data }) {
  const { incident, mayLead } = data.file;
  const [dialog, setDialog] = useState(null);
  const [pdf, isBusy] = usePDF(incident);
  const isOver = Boolean(incident.endedAt);
  const button = html`<button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${pdf}><${Icon} name="download" /> ${t(isBusy ? "incident.pdfBusy" : "incident.pdf")}</button>`;
  const lead = mayLead && html`<button type="button" class="btn" onClick=${() => callRoll(data)}><${Icon} name="people" /> ${t("incidentRoll.call")}</button>
    <button type="button" class="btn btn-primary" onClick=${() => setDialog("report")}><${Icon} name="log" /> ${t("incidentSituation.write")}</button>`;
  const menu = [
    mayLead && { label: t("incidentStep.add"), icon: "plus", onSelect: () => setDialog("step") },
    mayLead && { label: t("incident.change"), icon: "edit", onSelect: () => setDialog("change") },
    { label: t("incident.playback"), icon: "history", href: playbackHref({ from: incident.beganAt, to: incident.endedAt, place: incident.place }) },
    isOver ? { label: t("incident.print"), icon: "log", onSelect: () => window.print() } : { label: t("incident.pdf"), icon: "download", onSelect: pdf },
    mayLead && { label: t("incident.end"), icon: "flag", danger: true, onSelect: () => setDialog("end") },
  ].filter(Boolean);
  return html`<${Page} wide title=${incident.title} count=${html`<${Badges} incident=${incident} />`} crumbs=${crumbs()} actions=${isOver ? button : lead} menu=${menu} note=${html`<${Where} incident=${incident} />`}>
    ${incident.isDrill && html`<p class="drill-strip"><${Icon} name="flag" /> ${t("incidents.drillStrip")}</p>`}
    ${isOver ? html`<${Report} file=${data.file} />` : html`<${Board} data=${data} dialog=${dialog} setDialog=${setDialog} />`}<//>`;
}

const Badges = ({ incident }) => html`<span class="incident-badges"><${Level} incident=${incident} />${incident.isDrill && html`<${DrillMark} />`}<span class="code">${incident.number}</span></span>`;

function Where({ incident }) {
  const now = useNow(!incident.endedAt);
  return html`<span class="incident-where"><b>${lastingWords(incident, now)}</b><span>${t("incidents.since", { time: time(incident.beganAt) })}</span>
    <span>${say(incident.kindName)}</span><span>${say(incident.areaName)} ${incident.address}</span></span>`;
}

function usePDF(incident) {
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await download(`/command/incidents/${incident.id}/report.pdf`, null, { name: `${incident.number}.pdf` });
    } catch (error) {
      toastError(error);
    }
    setBusy(false);
  };
  return [save, isBusy];
}
