// Days of a year: how they fall into weeks, and what each of them is.
import { language } from "../../kit/texts.js";

const two = (value) => String(value).padStart(2, "0");
export const dateText = (year, month, dayOfMonth) => `${year}-${two(month)}-${two(dayOfMonth)}`;
const utc = (text) => new Date(`${text}T00:00:00Z`);

/** Monday is 1, Sunday is 7. */
export const isoWeekday = (text) => utc(text).getUTCDay() || 7;

export const daysIn = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The weeks of a month from Monday to Sunday; null where a day belongs to another month. */
export function weeksOf(year, month) {
  const days = Array.from({ length: daysIn(year, month) }, (_, index) => dateText(year, month, index + 1));
  const cells = [...Array(isoWeekday(days[0]) - 1).fill(null), ...days];
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(index * 7, index * 7 + 7));
}

/** Days from one to another, both included. */
export function daysBetween(first, last) {
  const days = [];
  for (let at = utc(first); at <= utc(last) && days.length < 400; at = new Date(at.getTime() + 86400e3)) days.push(at.toISOString().slice(0, 10));
  return days;
}

/** What a day is in this calendar: { kind: "work" | "off" | "holiday" | "makeUp", isWork, name }. */
export function kindOf(calendar) {
  const exceptions = new Map(calendar.days.map((each) => [each.date, each]));
  const weekdays = new Set(calendar.weekdays);
  return (text) => {
    const own = exceptions.get(text);
    if (own) return { kind: own.kind === "off" ? "holiday" : "makeUp", isWork: own.kind === "work", name: own.name, exception: own };
    const isWork = weekdays.has(isoWeekday(text));
    return { kind: isWork ? "work" : "off", isWork };
  };
}

const locale = () => (language.get() === "zh" ? "zh-CN" : "en-GB");

export const monthName = (month) => new Intl.DateTimeFormat(locale(), { month: "long", timeZone: "UTC" }).format(utc(dateText(2026, month, 1)));

/** Names of the weekdays from Monday; 2026-06-01 is one. */
export const weekdayNames = (width) => Array.from({ length: 7 }, (_, index) => new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: "UTC" }).format(utc(dateText(2026, 6, index + 1))));

/** Hours of work in a day with these windows. */
export function hoursOf(windows) {
  const minutes = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return windows.reduce((sum, window) => sum + minutes(window.split("-")[1]) - minutes(window.split("-")[0]), 0) / 60;
}
