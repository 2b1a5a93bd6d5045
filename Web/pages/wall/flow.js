// The loop: how many cases stand at each step, how many of them burn, how many went through today.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Lamp } from "../../kit/lamp.js";
import { t } from "../../kit/texts.js";
import { closedOn, ofStates, reportedOn } from "./links.js";

export function Flow({ flow, today, day }) {
  const steps = flow.filter((stage) => !stage.isAside);
  const suspended = flow.find((stage) => stage.isAside);
  return html`<ol class="wall-flow" aria-label=${t("wall.flow")}>
    ${steps.map((stage) => html`<${Step} key=${stage.id} stage=${stage} today=${today} aside=${stage.id === "handle" ? suspended : null} />`)}
    <${Closed} today=${today} day=${day} />
  </ol>`;
}

function Step({ stage, today, aside }) {
  return html`<li class="flow-step">
    <p class="flow-name">${stage.name}</p>
    <a class="flow-count" href=${ofStates(stage.states)} data-stage=${stage.id}>${stage.count === null ? "–" : number(stage.count)}</a>
    <p class="flow-lamps"><${Burning} stage=${stage} lamp="red" /><${Burning} stage=${stage} lamp="yellow" />
      ${stage.red + stage.yellow === 0 && html`<span class="flow-calm">${t(stage.count ? "wall.allGreen" : "wall.empty")}</span>`}</p>
    <p class="flow-passed">${passed(stage, today)}${aside?.count > 0 && html` <a href=${ofStates(aside.states)}>${t("wall.suspended", { count: number(aside.count) })}</a>`}</p>
  </li>`;
}

function Burning({ stage, lamp }) {
  if (!stage[lamp]) return null;
  return html`<a href=${ofStates(stage.states, { lamp })}><${Lamp} lamp=${lamp} quiet=${true} /> ${number(stage[lamp])}</a>`;
}

function passed(stage, today) {
  if (!stage.passed || !today) return "\u00a0";
  return {
    accept: () => html`<a href=${reportedOn(today.date)}>${t("wall.reportedToday", { count: number(today.reported) })}</a>`,
    file: () => t("wall.filedToday", { count: number(today.filed) }),
    dispatch: () => t("wall.dispatchedToday", { count: number(today.dispatched) }),
    handle: () => t("wall.handledToday", { count: number(today.handled) }),
  }[stage.id]?.() ?? "\u00a0";
}

function Closed({ today, day }) {
  const share = today?.closed ? Math.round((today.closedOnTime / today.closed) * 100) : null;
  return html`<li class="flow-step flow-closed">
    <p class="flow-name">${t("wall.closedToday")}</p>
    <a class="flow-count" href=${closedOn(day)} data-stage="closed">${today ? number(today.closed) : "–"}</a>
    <p class="flow-lamps">${today && html`<a href=${closedOn(day, { onTime: "true" })}>${t("wall.onTime", { count: number(today.closedOnTime) })}</a>`}</p>
    <p class="flow-passed">${share === null ? "\u00a0" : t("wall.onTimeShare", { share })}</p>
  </li>`;
}
