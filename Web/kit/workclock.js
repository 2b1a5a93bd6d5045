// How much work time has passed since the server read a clock: lets clock bars move without asking again.
import { get } from "./api.js";
import { cityOffset } from "./format.js";
import { store } from "./store.js";

/** The city's work calendar, read once when the first clock is shown. */
const calendar = store(null);
let asked = false;

export function wantCalendar() {
  if (asked) return;
  asked = true;
  get("/calendar").then(calendar.set, () => { asked = false; });
}

export const workCalendar = calendar;

const minuteMS = 60e3;
const dayMS = 86_400e3;

/** Milliseconds of work time between two moments; null while the calendar is not here. */
export function workMS(from, to) {
  const known = calendar.get();
  if (!known || to <= from) return known ? 0 : null;
  const offset = (known.offsetMinutes ?? offsetNow()) * minuteMS;
  let sum = 0;
  const firstDay = Math.floor((from + offset) / dayMS);
  const lastDay = Math.floor((to + offset) / dayMS);
  if (lastDay - firstDay > 400) return null;
  for (let day = firstDay; day <= lastDay; day++) {
    const start = day * dayMS - offset;
    for (const [begin, end] of windowsOf(known, day)) {
      sum += Math.max(0, Math.min(to, start + end * minuteMS) - Math.max(from, start + begin * minuteMS));
    }
  }
  return sum;
}

/** Minutes of work in an ordinary day: what “1 work day” is made of. */
export function dayWorkMS() {
  const known = calendar.get();
  return known ? spans(known).reduce((sum, [begin, end]) => sum + end - begin, 0) * minuteMS : null;
}

function windowsOf(known, day) {
  const text = new Date(day * dayMS).toISOString().slice(0, 10);
  const special = known.days?.find((each) => each.date === text);
  // 1 January 1970 was a Thursday; weekdays count from Monday = 1.
  const weekday = ((day + 3) % 7) + 1;
  const works = special ? special.kind === "work" : known.weekdays.includes(weekday);
  return works ? spans(known) : [];
}

const spans = (known) => known.windows.map((text) => text.split("-").map(minutes));
const minutes = (text) => {
  const [hours, rest] = text.split(":").map(Number);
  return hours * 60 + rest;
};
const offsetNow = () => {
  const [hours, rest] = cityOffset().slice(1).split(":").map(Number);
  return (cityOffset().startsWith("-") ? -1 : 1) * (hours * 60 + rest);
};
