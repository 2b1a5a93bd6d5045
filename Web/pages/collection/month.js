// Months: which one is asked for, and a picker that ends with the month that runs.
import { html, useId } from "../../kit/html.js";
import { today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { periodName, periodOf, stepped, thisMonth } from "../evaluation/period.js";

export { periodName as monthName, thisMonth };

const monthsBack = 36;
const isMonth = (code) => periodOf(code)?.kind === "month";
const next = (code, by) => stepped(periodOf(code), by).code;

/** The month of the address; this one where there is none that can be shown. */
export const monthOf = (code) => (isMonth(code) && code <= thisMonth() ? code : thisMonth());

/** The months of a lot that can be shown: from its first to the one that runs or its last. */
export function monthsOf(lot) {
  const first = lot.firstDay.slice(0, 7);
  const last = [lot.lastDay.slice(0, 7), thisMonth()].sort()[0];
  return { first, last: last < first ? first : last };
}

export function monthIn(lot, code) {
  const { first, last } = monthsOf(lot);
  const asked = isMonth(code) ? code : thisMonth();
  return asked < first ? first : asked > last ? last : asked;
}

/** The days of a month that a contract holds for and that have begun; null where there are none. */
export function daysOf(lot, month) {
  const period = periodOf(month);
  const first = [period.first, lot.firstDay].sort()[1];
  const last = [period.last, lot.lastDay, today()].sort()[0];
  return first <= last ? { first, last } : null;
}

/** Whether the days of the contract in this month are over. */
export const isMonthOver = (lot, month) => [periodOf(month).last, lot.lastDay].sort()[0] < today();

function choices(first, last, chosen) {
  const codes = [];
  for (let code = last; code >= first && codes.length < 240; code = next(code, -1)) codes.push(code);
  return codes.includes(chosen) ? codes : [...codes, chosen].sort().reverse();
}

export function MonthPicker({ month, first, last = thisMonth(), onMonth }) {
  const id = useId("month");
  const from = first ?? stepped(periodOf(thisMonth()), -1).code.replace(/^\d+/, (year) => String(Number(year) - monthsBack / 12));
  const step = (by, isOut, label, icon) => html`<button type="button" class="icon-button icon-button-frame" aria-label=${label} title=${label} disabled=${isOut} onClick=${() => onMonth(next(month, by))}><${Icon} name=${icon} /></button>`;
  return html`<div class="month-picker" role="group" aria-label=${t("collection.whichMonth")}>
    ${step(-1, Boolean(first) && month <= first, t("collection.monthBefore"), "left")}
    <label class="visually-hidden" for=${id}>${t("collection.month")}</label>
    <select class="form-select" id=${id} value=${month} onChange=${(event) => onMonth(event.target.value)}>
      ${choices(from, last, month).map((code) => html`<option key=${code} value=${code} selected=${code === month}>${periodName(code)}</option>`)}</select>
    ${step(1, month >= last, t("collection.monthAfter"), "right")}
  </div>`;
}
