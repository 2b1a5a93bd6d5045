// What burns next: the deadlines that come, counting every second.
import { html, useMemo } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Lamp } from "../../kit/lamp.js";
import { stateName } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { countdown, useSecond } from "./clock.js";
import { openCases } from "./links.js";
import { className, countyName } from "./lists.js";

const kept = 24;

export function BurningNext({ rows, overview }) {
  const now = useSecond();
  const due = useMemo(() => rows.filter((row) => row.stageDueAt ?? row.dueAt)
    .map((row) => ({ ...row, at: Date.parse(row.stageDueAt ?? row.dueAt) })).sort((one, other) => one.at - other.at), [rows]);
  const over = due.filter((row) => row.at <= now);
  const next = due.filter((row) => row.at > now).slice(0, kept);
  return html`<p class="burn-over"><a href=${openCases({ lamp: "red" })}><${Lamp} lamp="red" quiet=${true} /> ${t("wall.over", { count: number(over.length) })}</a></p>
    ${next.length === 0 ? html`<p class="wall-empty">${t("wall.nothingDue")}</p>`
      : html`<ol class="wall-rows">${next.map((row) => html`<li key=${row.id} class=${`burn-row burn-${row.lamp ?? "green"}`}><a href=${`/cases/${row.number}`}>
        <span class="burn-left"><${Lamp} lamp=${row.lamp ?? "green"} quiet=${true} /> ${left(row.at - now)}</span>
        <span class="burn-what">${className(row)}</span><span class="latest-county">${countyName(row.area, overview)}</span><span class="burn-state">${stateName(row.state)}</span></a></li>`)}</ol>`}`;
}

// Beyond two days seconds say nothing.
const left = (milliseconds) => (milliseconds > 48 * 3600e3 ? t("span.days", { count: Math.floor(milliseconds / 86_400e3) }) : countdown(milliseconds));
