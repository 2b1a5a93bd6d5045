// A week: units down, days across, duties as bars as long as they last.
import { cx, html } from "../../kit/html.js";
import { cityDayStart, clockTime, date, day, time, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

const dayMS = 86400e3;

export function Week({ caption, units, duties, days, onOpen, onPlan }) {
  const byCell = inCells(duties, days);
  return html`<div class="roster-frame"><table class="roster"><caption class="visually-hidden">${caption}</caption>
    <thead><tr><th scope="col" class="roster-unit">${t("rosters.unit")}</th>${days.map((each) => html`<th key=${each} scope="col" class=${cx(each === today() && "is-today")}>${day(each)}</th>`)}</tr></thead>
    <tbody>${units.map((unit) => html`<tr key=${unit.id}><th scope="row"><span class="roster-name"><a href=${`/units/${unit.id}`}>${unit.name}</a>
        ${unit.isMine && html`<button type="button" class="icon-button" aria-label=${`${t("rosters.plan")} ${unit.name}`} title=${t("rosters.plan")} onClick=${() => onPlan(unit)}><${Icon} name="plus" /></button>`}</span></th>
      ${days.map((each) => html`<td key=${each} data-day=${day(each)}>${(byCell.get(`${unit.id} ${each}`) ?? []).map((duty) => html`<${Duty} key=${duty.id} duty=${duty} day=${each} end=${cityDayStart(days[6])} onOpen=${onOpen} />`)}</td>`)}</tr>`)}
    </tbody></table></div>`;
}

function inCells(duties, days) {
  const cells = new Map();
  for (const duty of duties) {
    const key = `${duty.unit} ${cellOf(duty, days)}`;
    cells.set(key, [...(cells.get(key) ?? []), duty]);
  }
  return cells;
}

/** The day under which a duty stands: that of its beginning, or the first of the week. */
const cellOf = (duty, days) => {
  const own = date(duty.beginsAt);
  return own < days[0] ? days[0] : own;
};

function Duty({ duty, day: own, end, onOpen }) {
  const start = Date.parse(cityDayStart(own));
  const [from, to] = [Math.max(Date.parse(duty.beginsAt), start), Math.min(Date.parse(duty.endsAt), Date.parse(end) + dayMS)];
  const now = Date.now();
  const isOver = Date.parse(duty.endsAt) <= now;
  const isNow = !isOver && Date.parse(duty.beginsAt) <= now;
  const place = { insetInlineStart: `${((from - start) / dayMS) * 100}%`, width: `${((to - from) / dayMS) * 100}%` };
  const times = `${clockTime(duty.beginsAt)}–${clockTime(duty.endsAt)}`;
  const words = [duty.note, times, say(duty.placeName)].filter(Boolean).join(" ");
  const label = t("rosters.dutyLabel", { unit: duty.unitName, from: time(duty.beginsAt), to: time(duty.endsAt), note: [duty.note, isOver ? t("rosters.over") : isNow ? t("rosters.nowOn") : ""].filter(Boolean).join(" ") });
  return html`<button type="button" class=${cx("duty", isOver && "is-over", isNow && "is-now")} style=${place} title=${words} aria-label=${label} onClick=${() => onOpen(duty)}><span>${duty.note || say(duty.placeName)}</span><span>${times}</span></button>`;
}
