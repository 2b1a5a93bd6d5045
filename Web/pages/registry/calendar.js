// The work calendar as a calendar: a year or a month, what each day is, and when limits end.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { Card, Page, Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { add, say, t } from "../../kit/texts.js";
import { DayDialog } from "./calendar-day.js";
import { kindOf, monthName } from "./calendar-days.js";
import { MonthGrid, YearGrid } from "./calendar-grid.js";
import { TryDeadline } from "./calendar-deadline.js";
import { Week } from "./calendar-week.js";
import texts from "../../texts/calendar.js";

add(texts);

export default function CalendarPage() {
  const [query, setQuery] = useQuery();
  const year = /^20\d\d$/.test(query.year ?? "") ? Number(query.year) : Number(today().slice(0, 4));
  const month = /^([1-9]|1[0-2])$/.test(query.month ?? "") ? Number(query.month) : null;
  const calendar = useLoad((signal) => get("/calendar", { year }, { signal }), [year]);
  const [picked, setPicked] = useState(null);
  useLive("registry.changed", (events) => {
    if (events.length === 0 || events.some((event) => event.data?.kind === "calendar")) calendar.refresh();
  }, { settle: 500 });
  const shift = (by) => {
    if (month === null) return setQuery({ year: year + by });
    const at = year * 12 + month - 1 + by;
    return setQuery({ year: Math.floor(at / 12), month: (at % 12) + 1 });
  };
  const it = calendar.value;
  return html`<${Page} title=${t("calendar.title")} count=${it && t("calendar.workDays", { year, count: it.workDays })} note=${t("calendar.note")}>
    ${calendar.error && !it ? html`<${ErrorState} error=${calendar.error} onRetry=${calendar.refresh} />` : !it ? html`<${Loading} rows=${12} />` : html`<div class="split">
      <div>
        <div class="calendar-bar">
          <button type="button" class="icon-button icon-button-frame" aria-label=${t(month ? "calendar.previousMonth" : "calendar.previousYear")} onClick=${() => shift(-1)}><${Icon} name="left" /></button>
          <h2 aria-live="polite">${month ? t("calendar.monthTitle", { year, month: monthName(month) }) : year}</h2>
          <button type="button" class="icon-button icon-button-frame" aria-label=${t(month ? "calendar.nextMonth" : "calendar.nextYear")} onClick=${() => shift(1)}><${Icon} name="right" /></button>
          <button type="button" class="btn" onClick=${() => setQuery({ year: undefined, month: month && Number(today().slice(5, 7)) })}>${t("calendar.today")}</button>
          <span class="top-space"></span>
          <${Tabs} label=${t("calendar.view")} value=${month ? "month" : "year"} onValue=${(view) => setQuery({ month: view === "month" ? (year === Number(today().slice(0, 4)) ? Number(today().slice(5, 7)) : 1) : undefined })}
            tabs=${[{ id: "year", title: t("calendar.year") }, { id: "month", title: t("calendar.month") }]} />
        </div>
        ${(it.announcedUntil ?? 0) < year && html`<p class="form-note" role="status"><${Icon} name="info" /> ${t("calendar.unknown", { year })}</p>`}
        ${month ? html`<${MonthGrid} calendar=${it} month=${month} onPick=${setPicked} />` : html`<${YearGrid} calendar=${it} onPick=${setPicked} onMonth=${(next) => setQuery({ month: next }, { replace: false })} />`}
        <${Legend} />
      </div>
      <div><${TryDeadline} calendar=${it} /><${Week} calendar=${it} mayEdit=${can("calendar.write")} onSaved=${calendar.refresh} /><${Exceptions} calendar=${it} onPick=${setPicked} /></div>
    </div>`}
    ${picked && it && html`<${DayDialog} key=${picked} date=${picked} calendar=${it} mayEdit=${can("calendar.write")} onClose=${() => setPicked(null)} onChanged=${calendar.set} onRefresh=${calendar.refresh} />`}
  <//>`;
}

function Legend() {
  const kinds = [["work", "calendar.work"], ["off", "calendar.off"], ["holiday", "calendar.holiday"], ["makeUp", "calendar.makeUp"]];
  return html`<ul class="plain calendar-legend" aria-label=${t("calendar.legend")}>${kinds.map(([kind, key]) => html`<li key=${kind}>
    <span class=${`day day-${kind}`} aria-hidden="true">1${kind === "holiday" && html`<i>${t("calendar.holidayMark")}</i>`}${kind === "makeUp" && html`<i>${t("calendar.makeUpMark")}</i>`}</span> ${t(key)}</li>`)}</ul>`;
}

/** The days that differ as a list: what the colours say, in words. */
function Exceptions({ calendar, onPick }) {
  const kind = kindOf(calendar);
  return html`<${Card} title=${t("calendar.exceptions")}>${calendar.days.length === 0 ? html`<p class="faint">${t("calendar.noExceptions")}</p>` : html`<ul class="plain exceptions">
    ${calendar.days.map((each) => html`<li key=${each.date}><${ExceptionRow} each=${each} isWork=${kind(each.date).isWork} onPick=${onPick} /></li>`)}</ul>`}<//>`;
}

function ExceptionRow({ each, isWork, onPick }) {
  return html`<button type="button" class="exception" onClick=${() => onPick(each.date)}><span>${each.date}</span>
    <span class="faint">${t(isWork ? "calendar.makeUp" : "calendar.holiday")}</span><span>${say(each.name)}</span></button>`;
}
