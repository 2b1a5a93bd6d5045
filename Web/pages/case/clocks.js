// The clocks of a case: those that run in full, those that have stopped behind one line, pauses with their times.
import { html } from "../../kit/html.js";
import { ClockBar } from "../../kit/clockbar.js";
import { Icon } from "../../kit/icons.js";
import { time } from "../../kit/format.js";
import { t } from "../../kit/texts.js";

export function Clocks({ data, all = false }) {
  const pauses = pausesOf(data.history);
  const clocks = data.item.clocks.map((clock) => ({ ...clock, pauses: pauses.filter((pause) => pause.from >= clock.startedAt && pause.from <= (clock.stoppedAt ?? "9")) }));
  const open = clocks.filter((clock) => !clock.stoppedAt);
  const stopped = clocks.filter((clock) => clock.stoppedAt);
  if (clocks.length === 0) return html`<p class="faint">${t("case.noClocks")}</p>`;
  return html`<div class="clocks">
    ${[...open].sort(stageFirst).map((clock) => html`<${ClockBar} key=${keyOf(clock)} clock=${clock} />`)}
    ${pauses.length > 0 && html`<ul class="plain pauses">${pauses.map((pause) => html`<li key=${pause.from}><${Icon} name="pause" size=${12} /> ${pause.to
      ? t("case.pause", { from: time(pause.from), to: time(pause.to) }) : t("case.pauseNow", { from: time(pause.from) })}</li>`)}</ul>`}
    ${stopped.length > 0 && (all || open.length === 0
      ? stopped.map((clock) => html`<${ClockBar} key=${keyOf(clock)} clock=${clock} compact=${true} />`)
      : html`<details><summary>${t("case.stoppedClocks", { count: stopped.length })}</summary>${stopped.map((clock) => html`<${ClockBar} key=${keyOf(clock)} clock=${clock} compact=${true} />`)}</details>`)}
  </div>`;
}

const keyOf = (clock) => `${clock.kind}${clock.startedAt}`;
// What burns is the stage; the whole case comes after it.
const stageFirst = (one, other) => (one.kind === "total") - (other.kind === "total");

/** When all clocks stood still: from the granted suspension to the going on. */
export function pausesOf(history) {
  const pauses = [];
  for (const entry of history) {
    const last = pauses.at(-1);
    if (entry.to === "suspended" && entry.from !== "suspended") pauses.push({ from: entry.at, to: null });
    else if (last && !last.to && entry.from === "suspended" && entry.to !== "suspended") last.to = entry.at;
  }
  return pauses;
}
