// What the wall shows: read once, then only after the server says that something changed, and then not in storms.
import { useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { session } from "../../kit/session.js";
import { language } from "../../kit/texts.js";
import { useMapCases } from "../map/cases.js";
import { useCityDay } from "./clock.js";
import { stages } from "./stages.js";

const figuresRestMS = 4000;
const pulseMS = 45_000;
const latestCount = 14;
// A wall that heard nothing for this long reads once: its session stays open, and silence is proved to be calm.
const silenceMS = () => Math.min(600_000, ((session.get()?.idleSeconds ?? 1800) * 1000) / 3);

async function readFigures() {
  // An answer that never comes must not keep the wall from asking again.
  const patience = { signal: AbortSignal.timeout(20_000) };
  const [today, overview, latest] = await Promise.all([get("/cases/today", null, patience), get("/cases/overview", null, patience), list("/cases", { limit: latestCount }, patience)]);
  return { today, overview, latest: latest.items, at: Date.now() };
}

/** { today, overview, latest, at, error, rows, truncated, pulses, refresh }. */
export function useWall() {
  const [state, setState] = useState({ today: null, overview: null, latest: [], at: null, error: null });
  const day = useCityDay();
  const cases = useMapCases({}, { isWanted: true });
  const pulses = usePulses();
  const pace = useRef({ last: 0, timer: null, busy: false, wanted: false });

  const read = async () => {
    const { current } = pace;
    if (current.isGone) return;
    if (current.busy) {
      current.wanted = true;
      return;
    }
    Object.assign(current, { busy: true, wanted: false, last: Date.now() });
    try {
      setState({ ...(await readFigures()), error: null });
    } catch (error) {
      if (error.name !== "ApiError") console.error(error);
      // What is shown stays, with its time; the next event or the returning line reads it again.
      setState((old) => ({ ...old, error }));
    }
    current.busy = false;
    if (!current.isGone) later(current.wanted ? figuresRestMS : silenceMS());
  };
  const later = (milliseconds) => {
    clearTimeout(pace.current.timer);
    pace.current.timer = setTimeout(read, milliseconds);
  };
  const soon = () => later(Math.max(0, pace.current.last + figuresRestMS - Date.now()));

  useEffect(() => () => {
    pace.current.isGone = true;
    clearTimeout(pace.current.timer);
  }, []);
  // The first reading, and a new one when the city's day changes at midnight.
  useEffect(() => { read(); }, [day]);
  useLive("case.changed", (events) => {
    pulses.add(events);
    soon();
  }, { settle: 500 });

  return { ...state, day, rows: cases.rows, truncated: cases.truncated, caseError: cases.error, pulses: pulses.items, refresh: read };
}

/** Places where something just happened, for three quarters of a minute. */
function usePulses() {
  const [items, setItems] = useState([]);
  const add = (events) => {
    const now = Date.now();
    const fresh = events.filter(({ data }) => data.lng !== undefined && data.lng !== null).map(({ data }) => ({ id: data.caseID, lng: data.lng, lat: data.lat, lamp: data.lamp, at: now }));
    const ids = new Set(fresh.map((each) => each.id));
    setItems((old) => [...old.filter((each) => !ids.has(each.id) && now - each.at < pulseMS), ...fresh].slice(-20));
  };
  const oldest = items[0]?.at;
  useEffect(() => {
    if (!oldest) return undefined;
    const timer = setTimeout(() => setItems((old) => old.filter((each) => Date.now() - each.at < pulseMS)), Math.max(0, oldest + pulseMS - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [oldest]);
  return { items, add };
}

/** Stages with their counts and lamps, from the counters. */
export function useFlow(overview) {
  return useMemo(() => stages().map((stage) => {
    const sum = (amount) => (overview ? stage.states.reduce((all, state) => all + (amount(state) ?? 0), 0) : null);
    const lamps = (lamp) => sum((state) => overview.stateLamps?.[state]?.[lamp]);
    return { ...stage, count: sum((state) => overview.states[state]), red: lamps("red"), yellow: lamps("yellow") };
  }), [overview, language.get()]);
}

/** What may be compared: the counties of a city, or the streets of one county. */
export function useAreas({ overview, rows }) {
  const own = session.get()?.area ?? "";
  const county = overview?.counties.length === 1 ? overview.counties[0].id : /^\d{6}/.test(own) && !own.endsWith("00") ? own.slice(0, 6) : null;
  const [streets, setStreets] = useState([]);
  useEffect(() => {
    if (!county) return undefined;
    const control = new AbortController();
    // Without the names of streets the county itself is still shown.
    list("/areas", { parent: county, level: "street", limit: 500 }, { signal: control.signal }).then(({ items }) => setStreets(items), () => {});
    return () => control.abort();
  }, [county]);
  return useMemo(() => {
    if (!county || streets.length === 0) return { level: "county", county, items: (overview?.counties ?? []).map((each) => ({ ...each, code: each.id })) };
    const found = new Map(streets.map((street) => [street.code, { code: street.code, name: { zh: street.name, en: street.englishName ?? street.name }, open: 0, yellow: 0, red: 0 }]));
    for (const row of rows) {
      const street = found.get(row.area.slice(0, 9));
      if (!street) continue;
      street.open += 1;
      if (row.lamp === "red") street.red += 1;
      if (row.lamp === "yellow") street.yellow += 1;
    }
    return { level: "street", county, items: [...found.values()] };
  }, [overview, rows, county, streets]);
}

/** The worst first: most over the limit, then most that soon will be, then most open. */
export const ranked = (items) => [...items].sort((one, other) => other.red - one.red || other.yellow - one.yellow || other.open - one.open);
