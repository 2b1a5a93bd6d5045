// Periods by their codes: 2026-11, 2026-Q4, 2026, 2026-W45, 2026-11-05, 2026-11-05..2026-11-20; their days, names and neighbours.
import { addDays, daysBetween, day, today } from "../../kit/format.js";
import { t } from "../../kit/texts.js";

const two = (value) => String(value).padStart(2, "0");
const weekday = (text) => (new Date(`${text}T00:00Z`).getUTCDay() + 6) % 7;
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`));

/** Months count from the year 0, so that they can be added. */
const monthsOf = (kind, code, from, count) => ({
  kind, code, first: monthStart(from), last: addDays(monthStart(from + count), -1),
});
const monthStart = (serial) => `${Math.floor(serial / 12)}-${two((serial % 12) + 1)}-01`;
const serialOf = (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/** ISO 8601: weeks begin on Monday, the first has the year's fourth of January. */
const firstMonday = (year) => addDays(`${year}-01-04`, -weekday(`${year}-01-04`));

function weekOf(text) {
  const monday = addDays(text, -weekday(text));
  const year = Number(addDays(monday, 3).slice(0, 4));
  const code = `${year}-W${two(daysBetween(monday, firstMonday(year)) / 7 + 1)}`;
  return { kind: "week", code, first: monday, last: addDays(monday, 6) };
}

/** { kind, code, first, last } of a code, or null where it is none. */
export function periodOf(code) {
  const text = code ?? "";
  if (isDay(text)) return { kind: "day", code: text, first: text, last: text };
  if (text.includes("..")) {
    const [first, last] = text.split("..");
    return isDay(first) && isDay(last) && first <= last ? { kind: "range", code: text, first, last } : null;
  }
  const [, year, part] = /^(\d{4})(?:-(Q[1-4]|W\d{2}|\d{2}))?$/.exec(text) ?? [];
  if (!year) return null;
  if (!part) return monthsOf("year", text, year * 12, 12);
  if (part[0] === "Q") return monthsOf("quarter", text, year * 12 + part[1] * 3 - 3, 3);
  if (part[0] === "W") {
    const made = weekOf(addDays(firstMonday(Number(year)), (Number(part.slice(1)) - 1) * 7));
    return made.code === text ? made : null;
  }
  return part >= "01" && part <= "12" ? monthsOf("month", text, year * 12 + Number(part) - 1, 1) : null;
}

/** The period of a kind that a day lies in. */
export function periodAt(kind, at) {
  const year = at.slice(0, 4);
  const codes = { day: at, range: `${at}..${at}`, month: at.slice(0, 7), quarter: `${year}-Q${Math.ceil(Number(at.slice(5, 7)) / 3)}`, year };
  return kind === "week" ? weekOf(at) : periodOf(codes[kind]);
}

export const thisMonth = () => today().slice(0, 7);

/** The one before (-1) or after (1), of the same kind and length. */
export function stepped(period, by) {
  if (period.kind === "range") {
    const length = (daysBetween(period.last, period.first) + 1) * by;
    return periodOf(`${addDays(period.first, length)}..${addDays(period.last, length)}`);
  }
  return periodAt(period.kind, by < 0 ? addDays(period.first, -1) : addDays(period.last, 1));
}

/** The same days a year earlier; null where that is no other period than the one before. */
export function yearBefore(period) {
  const year = Number(period.first.slice(0, 4)) - 1;
  if (period.kind === "month") return periodOf(`${year}${period.code.slice(4)}`);
  if (period.kind === "quarter") return periodOf(`${year}${period.code.slice(4)}`);
  return null;
}

export const isFuture = (period) => period.first > today();
export const isOver = (period) => period.last < today();

/** “2026 年 11 月”, “Q4 2026”: how people call a period. */
export function periodName(code) {
  const period = periodOf(code);
  if (!period) return code ?? "";
  const year = period.code.slice(0, 4);
  switch (period.kind) {
    case "month": return t("evaluation.period.month", { year, name: monthName(code.slice(5)) });
    case "quarter": return t("evaluation.period.quarter", { year, quarter: code[6] });
    case "year": return t("evaluation.period.year", { year });
    case "week": return t("evaluation.period.week", { year, week: Number(code.slice(6)), from: period.first.slice(5), to: period.last.slice(5) });
    case "day": return day(code);
    default: return t("evaluation.period.range", { from: period.first, to: period.last });
  }
}

/** As short as a chart's axis needs it. */
export function shortName(code) {
  const period = periodOf(code);
  if (!period || period.kind === "year" || period.kind === "quarter" || period.kind === "month") return code;
  if (period.kind === "week") return code.slice(2);
  return period.kind === "day" ? code.slice(5) : `${period.first.slice(5)}…`;
}

/** A trend without the periods before anything was counted. */
export function trimmed(trend) {
  const first = trend.findIndex((each) => each.score !== undefined || Object.values(each.values).some((value) => value > 0));
  return first > 0 ? trend.slice(first) : trend;
}

const monthKeys = ["evaluation.month.01", "evaluation.month.02", "evaluation.month.03", "evaluation.month.04", "evaluation.month.05", "evaluation.month.06",
  "evaluation.month.07", "evaluation.month.08", "evaluation.month.09", "evaluation.month.10", "evaluation.month.11", "evaluation.month.12"];
export const monthName = (month) => t(monthKeys[Number(month) - 1]);
