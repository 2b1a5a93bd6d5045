// Steps on one axis of time: what the plan foresaw above, what was done below.
import { html } from "../../kit/html.js";
import { clockTime, number, span } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { scheduleOf } from "../plans/schedule.js";
import { lastingMS, StepState } from "./words.js";

const minute = 60e3;
const steps = [5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880];
// The server names steps that were added on the way so; a plan did not foresee them.
const isAdded = ({ content }) => /^added\d+$/.test(content.key);

export function StepBars({ file }) {
  const { incident } = file;
  const begin = Date.parse(incident.beganAt);
  const schedule = scheduleOf(file.steps.filter((step) => !isAdded(step)).map(({ content }) => content));
  const rows = file.steps.map((step) => rowOf(step, begin, isAdded(step) ? null : schedule.get(step.content.key)));
  const plannedEnd = Math.max(0, ...[...schedule.values()].map(({ end }) => end));
  const length = Math.max(1, plannedEnd, lastingMS(incident) / minute);
  return html`<p class="chart-words">${words(file, plannedEnd)}</p><${Key} />
    <div class="bars" role="table" aria-label=${t("incidentReport.steps")}><${Axis} begin=${begin} length=${length} />
    ${rows.map((row, index) => html`<${Row} key=${row.step.id} row=${row} index=${index} begin=${begin} length=${length} />`)}</div>`;
}

const words = ({ steps: all, incident }, plannedEnd) => t("incidentReport.stepsWords", {
  count: number(all.length), done: number(all.filter(({ state }) => state === "done").length), skipped: number(all.filter(({ state }) => state === "skipped").length), late: number(all.filter(({ isLate }) => isLate).length),
  planned: plannedEnd ? span(plannedEnd * minute) : t("plans.noLimit"), actual: span(lastingMS(incident)),
});

function rowOf(step, begin, planned) {
  const at = (time) => (time ? Math.max(0, (Date.parse(time) - begin) / minute) : undefined);
  return { step, planned, ready: at(step.readyAt), started: at(step.startedAt), ended: at(step.endedAt), isLate: step.isLate };
}

function Key() {
  return html`<ul class="plain bars-key" aria-hidden="true"><li><span class="bar-key bar-planned"></span>${t("incidentReport.planned")}</li><li><span class="bar-key bar-waiting"></span>${t("incidentReport.waiting")}</li><li><span class="bar-key bar-actual"></span>${t("incidentReport.actual")}</li></ul>`;
}

function Axis({ begin, length }) {
  const step = steps.find((each) => length / each <= 8) ?? steps.at(-1);
  const marks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
  return html`<div class="bars-row bars-axis" aria-hidden="true"><span></span><div class="bars-track">${marks.map((mark) => html`<span key=${mark} style=${{ left: `${(mark / length) * 100}%` }}>${clockTime(begin + mark * minute)}</span>`)}</div></div>`;
}

const place = (from, to, length) => ({ left: `${(from / length) * 100}%`, width: `${Math.max(0.4, ((to - from) / length) * 100)}%` });

function Row({ row, index, begin, length }) {
  const { step, planned, ready, started, ended } = row;
  const clock = (minutes) => clockTime(begin + minutes * minute);
  const plannedWords = planned ? t("incidentReport.plannedWords", { from: clock(planned.start), to: clock(planned.end) }) : t("incidentReport.notPlanned");
  const actualWords = started === undefined ? t(ready === undefined ? "incidentReport.noTurn" : "incidentReport.notStarted") : t("incidentReport.actualWords", { from: clock(started), to: ended === undefined ? "" : clock(ended) });
  return html`<div class="bars-row" role="row"><div class="bars-name" role="cell"><b>${number(index + 1)}. ${step.content.title}</b><span class="bars-words"><${StepState} step=${step} />${row.isLate && html`<span class="late-mark"><${Icon} name="warn" size=${12} /> ${t("incidentStep.late")}</span>`}<span class="faint">${plannedWords} · ${actualWords}</span></span></div>
    <div class="bars-track" role="cell" aria-label=${`${plannedWords}, ${actualWords}`}>${planned && html`<span class="bar bar-planned" title=${plannedWords} style=${place(planned.start, planned.end, length)}></span>`}
      ${ready !== undefined && (started ?? ended) > ready && html`<span class="bar bar-waiting" style=${place(ready, started ?? ended, length)}></span>`}
      ${started !== undefined && html`<span class=${`bar bar-actual ${row.isLate ? "is-late" : ""} ${step.state === "skipped" ? "is-skipped" : ""}`} title=${actualWords} style=${place(started, ended ?? length, length)}></span>`}</div></div>`;
}
