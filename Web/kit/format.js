// Times in the city's zone, numbers, lengths and sizes, in the chosen language.
import { html } from "./html.js";
import { city } from "./city.js";
import { language, spaced, t } from "./texts.js";

const made = new Map();

// Formatters are dear to make and are asked for in every row.
function formatter(kind, make) {
  const name = `${language.get()}|${city.get().zone}|${kind}`;
  if (!made.has(name)) made.set(name, make(language.get() === "zh" ? "zh-CN" : "en-GB", city.get().zone));
  return made.get(name);
}

const moment = (at) => (at instanceof Date ? at : new Date(at));
const isTime = (at) => at !== undefined && at !== null && at !== "" && !Number.isNaN(moment(at).getTime());

function parts(at) {
  const format = formatter("parts", (locale, timeZone) => new Intl.DateTimeFormat("en-GB", {
    timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit", weekday: "short",
  }));
  return Object.fromEntries(format.formatToParts(moment(at)).map((part) => [part.type, part.value]));
}

/** “2026-03-02” of a moment, in the city. */
export function date(at) {
  if (!isTime(at)) return "";
  const p = parts(at);
  return `${p.year}-${p.month}-${p.day}`;
}

/** “09:05”. */
export function clockTime(at) {
  if (!isTime(at)) return "";
  const p = parts(at);
  return `${p.hour}:${p.minute}`;
}

/** “今天 09:05”, “03-02 09:05”, “2025-12-30 09:05”: as short as can be told apart. */
export function time(at) {
  if (!isTime(at)) return "";
  const days = daysBetween(date(at), today());
  if (days === 0) return t("time.today", { time: clockTime(at) });
  if (days === -1) return t("time.yesterday", { time: clockTime(at) });
  if (days === 1) return t("time.tomorrow", { time: clockTime(at) });
  const own = date(at);
  return `${own.slice(0, 4) === today().slice(0, 4) ? own.slice(5) : own} ${clockTime(at)}`;
}

/** All of it: “2026-03-02 09:05:17”. */
export function fullTime(at) {
  if (!isTime(at)) return "";
  const p = parts(at);
  return `${date(at)} ${p.hour}:${p.minute}:${p.second}`;
}

/** A calendar day as people say it: “3 月 2 日 周一”. Takes `2026-03-02`. */
export function day(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return text ?? "";
  const format = formatter(`day${text.slice(0, 4) === today().slice(0, 4)}`, (locale) => new Intl.DateTimeFormat(locale, {
    timeZone: "UTC", month: "short", day: "numeric", weekday: "short",
    ...(text.slice(0, 4) === today().slice(0, 4) ? {} : { year: "numeric" }),
  }));
  return spaced(format.format(new Date(`${text}T00:00:00Z`)));
}

export const today = () => date(Date.now());
export const daysBetween = (from, to) => Math.round((Date.parse(`${from}T00:00Z`) - Date.parse(`${to}T00:00Z`)) / 86400e3);
export const addDays = (text, days) => new Date(Date.parse(`${text}T00:00Z`) + days * 86400e3).toISOString().slice(0, 10);

/** The moment at which a day begins in the city, as the API takes it: “2026-03-02T00:00:00+08:00”. */
export function cityDayStart(text) {
  return `${text}T00:00:00${cityOffset(new Date(`${text}T04:00:00Z`))}`;
}

/** “+08:00”: how far the city's clocks are ahead of UTC at a moment. */
export function cityOffset(at = new Date()) {
  const p = parts(at);
  const local = Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second);
  const minutes = Math.round((local - Math.floor(at.getTime() / 1000) * 1000) / 60e3);
  const two = (value) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

/** “3 分钟前”, “2 小时后”; older than a day as a time. */
export function ago(at, now = Date.now()) {
  if (!isTime(at)) return "";
  const passed = now - moment(at).getTime();
  if (Math.abs(passed) < 45e3) return t("time.now");
  if (Math.abs(passed) >= 86400e3) return time(at);
  return t(passed > 0 ? "time.ago" : "time.in", { span: span(Math.abs(passed), 1) });
}

/** A length of time in its largest parts: “2 小时 15 分”. */
export function span(milliseconds, count = 2) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60e3);
  if (minutes < 1) return t("span.short");
  const amounts = [["span.days", Math.floor(minutes / 1440)], ["span.hours", Math.floor(minutes / 60) % 24], ["span.minutes", minutes % 60]];
  const first = amounts.findIndex(([, amount]) => amount > 0);
  return amounts.slice(first, first + count).filter(([, amount]) => amount > 0)
    .map(([key, amount]) => t(key, { count: amount })).join(" ");
}

export function number(value, digits) {
  if (value === undefined || value === null || Number.isNaN(value)) return "";
  const fixed = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return formatter(`number${digits}`, (locale) => new Intl.NumberFormat(locale, fixed)).format(value);
}

export function percent(share, digits = 0) {
  if (share === undefined || share === null || Number.isNaN(share)) return "";
  return `${number(share * 100, digits)}%`;
}

/** “85 米”, “1.5 公里”. */
export function metres(value) {
  if (value === undefined || value === null) return "";
  if (value < 1000) return t("unit.metres", { value: number(Math.round(value)) });
  return t("unit.kilometres", { value: number(value / 1000, value < 10e3 ? 1 : 0) });
}

export function bytes(value) {
  if (value === undefined || value === null) return "";
  if (value < 1000) return `${value} B`;
  const units = ["kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(value) / 3) - 1);
  const amount = value / 1000 ** (step + 1);
  return `${number(amount, amount < 10 ? 1 : 0)} ${units[step]}`;
}

/** “110.80812, 32.59421”. */
export const coordinates = (lng, lat) => (lng === undefined ? "" : `${lng.toFixed(5)}, ${lat.toFixed(5)}`);

/** A time that shows all of itself when asked. */
export function Time({ at, relative }) {
  if (!isTime(at)) return null;
  return html`<time datetime=${moment(at).toISOString()} title=${fullTime(at)}>${relative ? ago(at) : time(at)}</time>`;
}
