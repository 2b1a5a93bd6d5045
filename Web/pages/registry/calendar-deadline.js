// Trying a deadline: when a limit that begins now, or then, would end.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Choice, DateTimeField, NumberField } from "../../kit/form.js";
import { addDays, day } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { daysBetween, kindOf } from "./calendar-days.js";
import { isContinuous, limitText, limitWords, unitChoices } from "./limits.js";

const presets = [{ amount: 2, unit: "urgent_hour" }, { amount: 4, unit: "work_hour" }, { amount: 2, unit: "work_day" }, { amount: 5, unit: "work_day" }, { amount: 7, unit: "natural_day" }];

export function TryDeadline({ calendar }) {
  const [from, setFrom] = useState(undefined);
  const [limit, setLimit] = useState({ amount: 4, unit: "work_hour" });
  const text = limitText(limit);
  // The version counts too: after a change of the calendar the answer is another.
  const answer = useLoad(async (signal) => (text ? get("/calendar/deadline", { from, limit: text }, { signal }) : null), [from, text, calendar.version]);
  return html`<${Card} title=${t("calendar.try")}>
    <${DateTimeField} label=${t("calendar.from")} value=${from ?? new Date().toISOString()} onValue=${setFrom} />
    <div class="limit-row"><${NumberField} label=${t("calendar.limit")} value=${limit.amount} onValue=${(amount) => setLimit((old) => ({ ...old, amount }))} />
      <${Choice} label=${t("calendar.unit")} required value=${limit.unit} onValue=${(unit) => setLimit((old) => ({ ...old, unit }))} options=${unitChoices()} /></div>
    <div class="choices" role="group" aria-label=${t("calendar.presets")}>${presets.map((preset) => html`<button key=${limitText(preset)} type="button" class="btn btn-sm" onClick=${() => setLimit(preset)}>${limitWords(preset)}</button>`)}</div>
    <div class="deadline" role="status" data-test="deadline">${answer.error ? html`<p class="field-error">${answer.error.message}</p>` : answer.value && html`<${Answer} answer=${answer.value} calendar=${calendar} />`}</div>
  <//>`;
}

function Answer({ answer, calendar }) {
  const [date, clock] = answer.local.split(" ");
  const isOwnYear = answer.from.slice(0, 4) === String(calendar.year) && date.startsWith(String(calendar.year));
  const skipped = isOwnYear ? daysBetween(addDays(answer.from.slice(0, 10), 1), date).filter((each) => !kindOf(calendar)(each).isWork).length : 0;
  return html`<p><span class="faint">${t("calendar.due")}</span> <b class="deadline-time">${day(date)} ${clock}</b></p>
    ${isContinuous(answer.limit.unit) ? html`<p class="faint">${t("calendar.continuous")}</p>` : skipped > 0 && html`<p class="faint">${t("calendar.crosses", { count: skipped })}</p>`}
    ${!answer.isAnnounced && html`<p>${t("calendar.notAnnounced")}</p>`}`;
}
