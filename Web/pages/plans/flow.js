// The steps of a plan as a flow: each after those that it waits for, with its minutes. On a phone it is a list.
import { html, useMemo } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { scheduleOf, titleOf } from "./schedule.js";
import { unitsWords } from "./words.js";

const size = { width: 208, height: 136, across: 48, down: 16 };

/** Where each card stands: a column for each depth, in the order of the steps. */
function placed(steps, schedule) {
  const used = [];
  return new Map(steps.map((step) => {
    const { depth } = schedule.get(step.key);
    const row = used[depth] ?? 0;
    used[depth] = row + 1;
    return [step.key, { left: depth * (size.width + size.across), top: row * (size.height + size.down), row }];
  }));
}

export function StepFlow({ steps, roles }) {
  const schedule = useMemo(() => scheduleOf(steps), [steps]);
  const places = useMemo(() => placed(steps, schedule), [steps]);
  const all = [...places.values()];
  const width = Math.max(0, ...all.map(({ left }) => left)) + size.width;
  const height = Math.max(0, ...all.map(({ top }) => top)) + size.height;
  return html`<div class="flow" tabindex="0" role="region" aria-label=${t("plans.flow")}><div class="flow-sheet" style=${{ width: `${width}px`, height: `${height}px` }}>
    <svg class="flow-lines" width=${width} height=${height} aria-hidden="true" focusable="false">${steps.flatMap((step) => step.after.filter((key) => places.has(key)).map((key) => html`<path key=${`${key} ${step.key}`} d=${lineOf(places.get(key), places.get(step.key))} />`))}</svg>
    <ol class="plain">${steps.map((step, index) => html`<${StepCard} key=${step.key} step=${step} index=${index} steps=${steps} roles=${roles} times=${schedule.get(step.key)} place=${places.get(step.key)} />`)}</ol></div></div>`;
}

// Straight along its own row, then over to the other's in the gap before it.
function lineOf(from, to) {
  const [x1, y1, x2, y2] = [from.left + size.width, from.top + size.height / 2, to.left - 6, to.top + size.height / 2];
  const bend = size.across / 2;
  return `M${x1} ${y1}H${x2 - size.across + 6}C${x2 - bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}m-5-4l5 4-5 4`;
}

function StepCard({ step, index, steps, roles, times, place }) {
  const role = roles.find(({ key }) => key === step.role)?.title;
  const sent = unitsWords(step);
  return html`<li class="flow-card" style=${{ left: `${place.left}px`, top: `${place.top}px`, width: `${size.width}px`, height: `${size.height}px` }}>
    <p class="flow-title"><span class="flow-number">${index + 1}</span> ${step.title || t("plans.stepNew")}</p>
    <p class="flow-time"><${Icon} name="clock" size=${12} /> ${timeWords(step, times)}</p>
    ${role && html`<p><${Icon} name="person" size=${12} /> ${role}</p>`}
    ${sent && html`<p><${Icon} name=${step.isAutomatic ? "send" : "people"} size=${12} /> ${sent}${step.isAutomatic && html` <span class="flow-auto">${t("plans.automaticShort")}</span>`}</p>`}
    ${step.after.length > 0 && html`<p class="flow-after faint">${t("plans.afterWords", { steps: step.after.map((key) => titleOf(steps, key)).join(t("plans.comma")) })}</p>`}</li>`;
}

const timeWords = (step, { start, end }) => (step.dueMinutes ? t("plans.fromTo", { from: number(start), to: number(end) }) : t("plans.fromOnly", { from: number(start) }));
