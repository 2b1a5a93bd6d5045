// Months by keyboard: arrows walk from day to day over the whole year, Enter opens a day.
import { cx, html, useRef, useState } from "../../kit/html.js";
import { addDays, day, today } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";
import { kindOf, monthName, weekdayNames, weeksOf } from "./calendar-days.js";

const kindNames = { work: "calendar.work", off: "calendar.off", holiday: "calendar.holiday", makeUp: "calendar.makeUp" };

function useWalk(calendar, first) {
  const [current, setCurrent] = useState(() => (today().startsWith(`${calendar.year}-`) ? today() : first));
  const root = useRef(null);
  const keys = (event) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    const at = event.target.dataset?.date;
    if (!at || !(event.key in steps)) return;
    const next = root.current.querySelector(`[data-date="${addDays(at, steps[event.key])}"]`);
    event.preventDefault();
    if (!next) return;
    setCurrent(next.dataset.date);
    next.focus();
  };
  return { current, root, keys };
}

export function YearGrid({ calendar, onPick, onMonth }) {
  const walk = useWalk(calendar, `${calendar.year}-01-01`);
  const kind = kindOf(calendar);
  return html`<div class="year" ref=${walk.root} onKeyDown=${walk.keys} data-test="year">
    ${Array.from({ length: 12 }, (_, index) => index + 1).map((month) => html`<section key=${month} class="month" aria-label=${monthName(month)}>
      <h3><button type="button" class="month-name" onClick=${() => onMonth(month)}>${monthName(month)}</button></h3>
      <${Weeks} calendar=${calendar} month=${month} kind=${kind} current=${walk.current} onPick=${onPick} /></section>`)}</div>`;
}

export function MonthGrid({ calendar, month, onPick }) {
  const walk = useWalk(calendar, `${calendar.year}-${String(month).padStart(2, "0")}-01`);
  const inMonth = walk.current.slice(5, 7) === String(month).padStart(2, "0") ? walk.current : `${calendar.year}-${String(month).padStart(2, "0")}-01`;
  return html`<div class="month month-large panel" ref=${walk.root} onKeyDown=${walk.keys} data-test="month">
    <${Weeks} calendar=${calendar} month=${month} kind=${kindOf(calendar)} current=${inMonth} onPick=${onPick} large /></div>`;
}

function Weeks({ calendar, month, kind, current, onPick, large }) {
  return html`<table class="weeks"><caption class="visually-hidden">${monthName(month)} ${calendar.year}</caption>
    <thead><tr>${weekdayNames(large ? "short" : "narrow").map((name, index) => html`<th key=${index} scope="col" abbr=${weekdayNames("long")[index]}>${name}</th>`)}</tr></thead>
    <tbody>${weeksOf(calendar.year, month).map((week, index) => html`<tr key=${index}>${week.map((date, at) => html`<td key=${at}>${date && html`<${Day} date=${date} facts=${kind(date)} isCurrent=${date === current} onPick=${onPick} large=${large} windows=${calendar.windows} />`}</td>`)}</tr>`)}</tbody></table>`;
}

function Day({ date, facts, isCurrent, onPick, large, windows }) {
  const name = say(facts.name);
  const label = t(name ? "calendar.dayLabelNamed" : "calendar.dayLabel", { day: day(date), kind: t(kindNames[facts.kind]), name });
  const isToday = date === today();
  return html`<button type="button" class=${cx("day", `day-${facts.kind}`, isToday && "day-today")} data-date=${date} tabindex=${isCurrent ? 0 : -1}
      aria-label=${label} title=${label} aria-current=${isToday ? "date" : undefined} onClick=${() => onPick(date)}>
    <span>${Number(date.slice(8))}</span>${facts.kind === "holiday" && html`<i>${t("calendar.holidayMark")}</i>`}${facts.kind === "makeUp" && html`<i>${t("calendar.makeUpMark")}</i>`}
    ${large && html`<span class="day-words">${name || (facts.isWork ? windows.map((window) => html`<span key=${window}>${window}</span>`) : t(kindNames[facts.kind]))}</span>`}</button>`;
}
