// The clock bar: the same everywhere. Stage, used and left in words, the limit as a tick, amber from 80 %.
import { cx, html, useEffect, useState } from "./html.js";
import { clockTime, fullTime, span, time } from "./format.js";
import { Icon } from "./icons.js";
import { Lamp } from "./lamp.js";
import { store, useStore } from "./store.js";
import { language, say, t } from "./texts.js";
import { hasEnded } from "./terms.js";
import { dayWorkMS, wantCalendar, workCalendar, workMS } from "./workclock.js";

// One beat for all bars of a page.
const beat = store(Date.now());
let watchers = 0;
let timer = null;

/** The present moment, told anew every ten seconds while it is wanted. */
export function useNow(isRunning) {
  const now = useStore(beat);
  useEffect(() => {
    if (!isRunning) return undefined;
    if (watchers++ === 0) {
      beat.set(Date.now());
      timer = setInterval(() => beat.set(Date.now()), 10_000);
    }
    return () => {
      if (--watchers === 0) clearInterval(timer);
    };
  }, [isRunning]);
  return now;
}

const isWorkTime = (clock) => /工作/.test(clock.limit?.zh ?? "") && !/紧急/.test(clock.limit?.zh ?? "");

/** What a clock says now: the server's reading, carried on by the work calendar. */
export function readClock(clock, readAt, now) {
  const isRunning = !clock.stoppedAt && !clock.pausedAt;
  const passed = isRunning ? (isWorkTime(clock) ? workMS(readAt, now) : Math.max(0, now - readAt)) : 0;
  const isOverdue = clock.overdue || (isRunning && clock.deadline && now > Date.parse(clock.deadline));
  const used = clock.usedMS + (passed ?? 0);
  const share = clock.totalMS > 0 ? used / clock.totalMS : 1;
  const lamp = isOverdue || share > 1 ? "red" : share > 0.8 ? "yellow" : "green";
  // Less than a minute since the reading: the server's own words are exact.
  const words = !passed || passed < 60e3 ? say(clock.words) : leftWords(clock, clock.totalMS - used, isOverdue) ?? say(clock.words);
  return { isRunning, used, share, lamp, words, isOverdue };
}

// The same parts as the server writes: days and hours, or hours and minutes.
function leftWords(clock, left, isOverdue) {
  const isWork = isWorkTime(clock);
  const day = isWork ? dayWorkMS() : 86_400e3;
  if (!day) return null;
  const rest = Math.abs(left);
  const days = Math.floor(rest / day);
  const hours = Math.floor((rest % day) / 3600e3);
  const minutes = Math.floor(((rest % day) % 3600e3) / 60e3);
  const amount = (key, count) => (count > 0 ? [t(key, { count })] : []);
  const words = days > 0
    ? [...amount(isWork ? "clock.workDays" : "span.days", days), ...amount("clock.hoursShort", hours)]
    : [...amount(isWork ? "clock.workHours" : "span.hours", hours), ...amount("span.minutes", minutes)];
  return t(isOverdue ? "clock.over" : "clock.left", { span: words.join(" ") || t("span.short") });
}

export function ClockBar({ clock, compact = false, readAt }) {
  const [at, setAt] = useState(readAt ?? Date.now());
  // A new reading, not merely a new object that says the same.
  useEffect(() => setAt(readAt ?? Date.now()), [clock.usedMS, clock.totalMS, clock.deadline, clock.pausedAt, clock.stoppedAt]);
  useEffect(wantCalendar, []);
  useStore(workCalendar);
  useStore(language);
  const now = useNow(!clock.stoppedAt && !clock.pausedAt);
  const reading = readClock(clock, at, Math.max(now, at));
  const note = clock.stoppedAt ? t("clock.stopped") : clock.pausedAt ? t("clock.paused") : null;
  return html`<div class=${cx("clock", `clock-${reading.lamp}`, compact && "clock-compact", clock.pausedAt && "clock-paused", clock.stoppedAt && "clock-stopped")}>
    <div class="clock-line">
      <span class="clock-stage">${say(clock.name)}</span>
      <span class="clock-words"><${Lamp} lamp=${reading.lamp} quiet=${true} /> ${note && html`<span class="clock-note">${clock.pausedAt && html`<${Icon} name="pause" size=${12} />`}${note}</span>`} ${reading.words}</span>
    </div>
    <${Bar} reading=${reading} clock=${clock} />
    ${!compact && html`<div class="clock-foot"><span>${t("clock.limit", { limit: say(clock.limit) })}${clock.extensions > 0 && ` · ${t("clock.extended", { count: clock.extensions })}`}</span>
      ${clock.deadline && html`<span title=${fullTime(clock.deadline)}>${t("clock.deadline", { time: time(clock.deadline) })}</span>`}</div>`}
  </div>`;
}

// Past the limit the bar keeps its length and the tick moves back: both “how much” and “how far over” stay visible.
function Bar({ reading, clock }) {
  const scale = Math.max(1, reading.share);
  const used = Math.min(1, reading.share / scale) * 100;
  return html`<div class="clock-bar" role="img" aria-label=${t("clock.bar", { stage: say(clock.name), percent: Math.round(reading.share * 100), words: reading.words })}>
    <span class="clock-used" style=${{ width: `${used}%` }}></span>
    ${reading.share > 1 && html`<span class="clock-beyond" style=${{ left: `${100 / scale}%` }}></span>`}
    ${pauseMarks(clock, used).map((pause) => html`<span key=${pause.from} class="clock-pause" title=${t("clock.pause", { span: pause.words })} style=${{ left: `${pause.at}%` }}></span>`)}
    ${clock.pausedAt && html`<span class="clock-hatch" style=${{ left: `${used}%` }}></span>`}
    <span class="clock-tick" style=${{ left: `${100 / scale}%` }}></span></div>`;
}

// Pauses that are over use nothing of the limit: each is a hatched notch where the clock stood.
function pauseMarks(clock, used) {
  const over = (clock.pauses ?? []).filter((pause) => pause.to);
  if (over.length === 0) return [];
  const start = Date.parse(clock.startedAt);
  const length = (pause) => Date.parse(pause.to) - Date.parse(pause.from);
  const end = Date.parse(clock.stoppedAt ?? clock.pausedAt ?? "") || Date.now();
  const running = Math.max(1, end - start - over.reduce((sum, pause) => sum + length(pause), 0));
  let paused = 0;
  return over.map((pause) => {
    const at = ((Date.parse(pause.from) - start - paused) / running) * used;
    paused += length(pause);
    return { from: pause.from, at: Math.min(used, Math.max(0, at)), words: span(length(pause)) };
  });
}

/** A row of a list: the clock bar of its stage; without one its lamp, and how long until it is due, in plain time. */
export function DueClock({ row }) {
  if (row.stageClock && !hasEnded(row.state)) return html`<${ClockBar} clock=${row.stageClock} compact=${true} />`;
  return html`<${DueWords} row=${row} />`;
}

function DueWords({ row }) {
  const due = row.stageDueAt ?? row.dueAt;
  const isOver = hasEnded(row.state);
  const now = useNow(Boolean(due) && !isOver);
  if (isOver) return row.closedOnTime === undefined ? html`<span class="faint">—</span>` : html`<span class="due">${t(row.closedOnTime ? "clock.onTime" : "clock.late")}</span>`;
  if (row.state === "suspended") return html`<span class="due"><${Icon} name="pause" size=${12} /> ${t("clock.paused")}</span>`;
  if (!due) return row.lamp ? html`<${Lamp} lamp=${row.lamp} />` : html`<span class="faint">—</span>`;
  const left = Date.parse(due) - now;
  const lamp = left < 0 ? "red" : row.lamp ?? "green";
  return html`<span class=${`due due-${lamp}`} title=${t("clock.deadline", { time: fullTime(due) })}><${Lamp} lamp=${lamp} quiet=${true} />
    ${left < 0 ? t("clock.overBy", { span: span(left) }) : t("clock.dueIn", { span: span(left), time: left < 86_400e3 ? clockTime(due) : time(due) })}</span>`;
}
