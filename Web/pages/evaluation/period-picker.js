// Which days are judged: a month, a quarter, a year, a week, or any two days; a step back, a step on.
import { html, useId } from "../../kit/html.js";
import { today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { isFuture, monthName, periodAt, periodName, periodOf, stepped } from "./period.js";

const kinds = () => [["month", t("evaluation.kind.month")], ["quarter", t("evaluation.kind.quarter")], ["year", t("evaluation.kind.year")],
  ["week", t("evaluation.kind.week")], ["range", t("evaluation.kind.range")]];

/** `code` is a period that can be read; `onCode` takes another. `latest` is the last day that may be in it. */
export function PeriodPicker({ code, onCode, steps = true }) {
  const id = useId("period");
  const period = periodOf(code);
  const next = stepped(period, 1);
  // A day has no place among the kinds: it is two days that are the same.
  const kind = period.kind === "day" ? "range" : period.kind;
  const anchor = period.last < today() ? period.last : today();
  const choose = (event) => {
    const chosen = event.target.value;
    onCode(chosen === "range" ? `${period.first}..${anchor < period.first ? period.first : anchor}` : periodAt(chosen, anchor).code);
  };
  return html`<div class="period" role="group" aria-label=${t("evaluation.period")}>
    ${steps && html`<button type="button" class="icon-button icon-button-frame" aria-label=${t("evaluation.period.before")} title=${periodName(stepped(period, -1).code)} onClick=${() => onCode(stepped(period, -1).code)}><${Icon} name="left" /></button>`}
    <label class="visually-hidden" for=${id}>${t("evaluation.kind")}</label>
    <select class="form-select" id=${id} value=${kind} onChange=${choose}>${kinds().map(([value, label]) => html`<option key=${value} value=${value} selected=${value === kind}>${label}</option>`)}</select>
    <${Value} key=${kind} kind=${kind} period=${period} onCode=${onCode} />
    ${steps && html`<button type="button" class="icon-button icon-button-frame" aria-label=${t("evaluation.period.after")} title=${isFuture(next) ? t("evaluation.period.notYet") : periodName(next.code)}
      disabled=${isFuture(next)} onClick=${() => onCode(next.code)}><${Icon} name="right" /></button>`}
  </div>`;
}

function Value({ kind, period, onCode }) {
  if (kind === "range") return html`<${Days} period=${period} onCode=${onCode} />`;
  if (kind === "week") {
    return html`<input class="form-control" type="date" aria-label=${t("evaluation.period.dayOfWeek")} value=${period.first} max=${today()} onChange=${(event) => event.target.value && onCode(periodAt("week", event.target.value).code)} />
      <span class="faint nowrap">${periodName(period.code)}</span>`;
  }
  const year = period.code.slice(0, 4);
  const part = period.code.slice(5);
  const put = (nextYear, nextPart) => {
    const made = periodOf(nextPart ? `${nextYear}-${nextPart}` : nextYear);
    onCode(isFuture(made) ? periodAt(kind, today()).code : made.code);
  };
  const parts = kind === "month" ? Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, "0")) : kind === "quarter" ? ["Q1", "Q2", "Q3", "Q4"] : [];
  return html`<${Select} label=${t("evaluation.kind.year")} value=${year} options=${years(year).map((each) => [each, t("evaluation.period.year", { year: each })])} onValue=${(value) => put(value, part)} />
    ${parts.length > 0 && html`<${Select} label=${kind === "month" ? t("evaluation.kind.month") : t("evaluation.kind.quarter")} value=${part} onValue=${(value) => put(year, value)}
      options=${parts.map((each) => [each, kind === "month" ? monthName(each) : t("evaluation.quarter", { quarter: each[1] }), isFuture(periodOf(`${year}-${each}`))])} />`}`;
}

const Select = ({ label, value, options, onValue }) => html`<select class="form-select" aria-label=${label} value=${value} onChange=${(event) => onValue(event.target.value)}>
  ${options.map(([each, words, isOut]) => html`<option key=${each} value=${each} selected=${each === value} disabled=${isOut}>${words}</option>`)}</select>`;

function Days({ period, onCode }) {
  const put = (first, last) => first && last && onCode(first <= last ? `${first}..${last}` : `${last}..${first}`);
  return html`<input class="form-control" type="date" aria-label=${t("evaluation.period.from")} value=${period.first} max=${today()} onChange=${(event) => put(event.target.value, period.last)} />
    <span aria-hidden="true">–</span>
    <input class="form-control" type="date" aria-label=${t("evaluation.period.to")} value=${period.last} onChange=${(event) => put(period.first, event.target.value)} />`;
}

function years(chosen) {
  const now = Number(today().slice(0, 4));
  const all = Array.from({ length: 10 }, (_, at) => String(now - at));
  return all.includes(chosen) ? all : [...all, chosen].sort().reverse();
}
