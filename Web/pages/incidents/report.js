// The report about an incident that is over: what was planned and what was done, how soon, and all that was said.
import { html } from "../../kit/html.js";
import { fullTime, number, span, time } from "../../kit/format.js";
import { Card, Facts } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { IncidentFigures } from "./board.js";
import { IncidentMap } from "./incident-map.js";
import { Lines } from "./log.js";
import { Means } from "./means.js";
import { RollCalls } from "./roll-calls.js";
import { Responses } from "./responses.js";
import { Situations } from "./situations.js";
import { StepBars } from "./step-bars.js";
import { lastingMS } from "./words.js";

export function Report({ file }) {
  const { incident } = file;
  return html`<div class="incident-report"><${Card} title=${t("incident.summary")}><p class="plan-words report-summary">${incident.summary}</p><//>
    <${IncidentFigures} figures=${file.figures} hasEnded />
    <div class="report-top"><${Card} title=${t("incidentReport.facts")}><${Facts} items=${facts(incident)} /><//>
      <div class="report-map"><${IncidentMap} file=${file} /></div></div>
    <${Card} title=${t("incidentReport.steps")}><${StepBars} file=${file} /><//>
    <${Card} title=${t("incidentReport.orders")}><${Responses} file=${file} /><//>
    <div class="grid-2"><${Card} title=${t("incidentSituation.title")}><${Situations} file=${file} /><//><${Card} title=${t("incidentRoll.title")}><${RollCalls} file=${file} /><//></div>
    <${Card} title=${t("incidentMeans.title")}><${Means} file=${file} /><//>
    <${Card} title=${t("incidentLog.title")}><${Lines} lines=${file.log.map((line, index) => ({ ...line, index }))} /><//></div>`;
}

const facts = (incident) => [
  [t("plans.kind"), say(incident.kindName)], [t("incidents.level"), say(incident.levelName)], [t("plans.area"), say(incident.areaName)], [t("incidents.address"), incident.address],
  [t("incidents.began"), html`<span title=${fullTime(incident.beganAt)}>${time(incident.beganAt)}</span>`], [t("incidents.endedAt"), html`<span title=${fullTime(incident.endedAt)}>${time(incident.endedAt)}</span>`],
  [t("incidents.lasting"), span(lastingMS(incident))], [t("incidents.plan"), incident.planName ? t("incidents.planOf", { name: incident.planName, version: number(incident.planVersion) }) : t("incidents.noPlan")], [t("incidents.by"), html`<span lang="zh-CN">${incident.byName}</span>`],
];
