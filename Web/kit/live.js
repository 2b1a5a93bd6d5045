// One line to the server for this tab, on which it tells what has changed. Nothing here asks again and again.
import { useEffect, useRef } from "./html.js";
import { store } from "./store.js";

/** "off" (nobody is signed in), "live", "waiting" (just broken, or the tab sleeps) or "down". */
export const liveState = store("off");

const subscribers = new Map();
const downAfterMS = 5000;
const retryMS = 30_000;
// Browsers open few lines to one server: tabs that nobody looks at give theirs back.
const sleepAfterMS = 20_000;

let source = null;
let wanted = false;
let opened = 0;
let downTimer = null;
let retryTimer = null;
let sleepTimer = null;
let lastID = null;

/** `fn(event)` for each event of a topic; `fn(null)` after a gap: refresh everything. Returns how to stop. */
export function subscribe(topic, fn) {
  if (!subscribers.has(topic)) {
    subscribers.set(topic, new Set());
    source?.addEventListener(topic, hear);
  }
  subscribers.get(topic).add(fn);
  return () => subscribers.get(topic).delete(fn);
}

/** `fn(events)` at most once per `settle` milliseconds, with what came meanwhile; with `[]` after a gap. */
export function useLive(topic, fn, { settle = 300 } = {}) {
  const latest = useRef(fn);
  latest.current = fn;
  const topics = [].concat(topic).join(",");
  useEffect(() => {
    let events = [];
    let isGap = false;
    let timer = null;
    const flush = () => {
      timer = null;
      const told = isGap ? [] : events;
      events = [];
      isGap = false;
      latest.current(told);
    };
    const hearOne = (event) => {
      if (event) events.push(event);
      else isGap = true;
      if (settle === 0) flush();
      else timer ??= setTimeout(flush, settle);
    };
    const stops = topics.split(",").map((each) => subscribe(each, hearOne));
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [topics, settle]);
}

/** Opens the line while somebody is signed in. */
export function startLive() {
  wanted = true;
  if (!source && !document.hidden) open();
}

export function stopLive() {
  wanted = false;
  close();
  liveState.set("off");
}

function open() {
  clearTimeout(retryTimer);
  source = new EventSource("/api/v1/live");
  for (const topic of subscribers.keys()) source.addEventListener(topic, hear);
  source.onopen = () => {
    calmDown();
    liveState.set("live");
    // The browser asks for what was missed when it reconnects by itself. A line opened anew cannot, so pages reread.
    // Nor can a line that broke before anything was heard on it: there is no place to resume from.
    if (opened++ > 0 && (source.isNew || !source.hasHeard)) tellGap();
    source.isNew = false;
  };
  source.isNew = true;
  source.hasHeard = false;
  source.onerror = broke;
}

function broke() {
  // The browser tries again every two seconds; the time to “down” counts from the first break.
  if (liveState.get() !== "down") {
    liveState.set("waiting");
    downTimer ??= setTimeout(() => wanted && liveState.get() === "waiting" && liveState.set("down"), downAfterMS);
  }
  // Closed for good (signed out, too many lines): the browser gives up, we come back later.
  if (source?.readyState !== EventSource.CLOSED) return;
  source = null;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(() => wanted && !source && !document.hidden && open(), retryMS);
}

function calmDown() {
  clearTimeout(downTimer);
  downTimer = null;
}

function close() {
  calmDown();
  clearTimeout(retryTimer);
  source?.close();
  source = null;
}

/** Tries at once; for the banner's button. */
export function reconnect() {
  close();
  if (wanted) open();
}

function hear(message) {
  // After a reconnection the server may send again what was already heard.
  const id = Number(message.lastEventId);
  message.target.hasHeard = true;
  if (lastID !== null && id && id <= lastID) return;
  if (id) lastID = id;
  let data = null;
  try {
    data = JSON.parse(message.data);
  } catch {
    return;
  }
  const event = { id: message.lastEventId, topic: message.type, data };
  for (const fn of [...(subscribers.get(message.type) ?? [])]) fn(event);
}

function tellGap() {
  for (const fns of subscribers.values()) for (const fn of [...fns]) fn(null);
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(sleepTimer);
  if (!wanted) return;
  if (document.hidden) {
    sleepTimer = setTimeout(() => {
      close();
      liveState.set("waiting");
    }, sleepAfterMS);
  } else if (!source) open();
});
window.addEventListener("online", () => wanted && liveState.get() !== "live" && reconnect());
