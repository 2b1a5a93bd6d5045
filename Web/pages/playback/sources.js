// Reads all of a period: each kind by itself, so that one that fails does not take the others with it.
import { get, list } from "../../kit/api.js";
import { city } from "../../kit/city.js";
import { alertMoments, caseMoments, helpMoments, incidentMoments, marksOf, orderMoments, sorted } from "./events.js";

const most = 1000;
const incidentsMost = 20;
// Orders are asked for by when they were sent; what was sent before the period may still have happened in it.
const beforeMS = 12 * 3600e3;
const wholeCity = () => city.get().map.bounds ?? [73, 18, 135, 54];
const iso = (ms) => new Date(ms).toISOString();

/** All pages up to a number; `isPast(row)` ends it earlier. */
async function all(path, query, signal, isPast = () => false) {
  const items = [];
  let cursor;
  do {
    const page = await list(path, { ...query, cursor, limit: 500 }, { signal });
    items.push(...page.items);
    cursor = items.length < most && !isPast(page.items.at(-1)) ? page.next : undefined;
  } while (cursor);
  return items;
}

// So many seconds between two points that a day of a fleet is still light.
const stepOf = (length) => (length <= 3600e3 ? 5 : length <= 6 * 3600e3 ? 15 : 60);

const readers = {
  vehicle: async ({ from, to, bbox, length }, signal) => {
    const [tracks, units] = await Promise.all([get("/tracks", { from, to, bbox: bbox ?? wholeCity(), step: stepOf(length) }, { signal }), all("/command/units", {}, signal).catch(() => [])]);
    return { tracks, units };
  },
  alert: ({ from, to }, signal) => all("/alerts", { from, to }, signal),
  case: ({ from, to, bbox }, signal) => all("/cases", { from, to, bbox }, signal),
  order: ({ begin, to }, signal) => all("/command/orders", { from: iso(begin - beforeMS), to }, signal),
  help: ({ begin }, signal) => all("/command/help", {}, signal, (last) => last && Date.parse(last.at) < begin),
  incident: async ({ begin, end }, signal) => {
    const isWithin = (row) => Date.parse(row.beganAt) <= end && (!row.endedAt || Date.parse(row.endedAt) >= begin);
    const rows = (await all("/command/incidents", {}, signal)).filter(isWithin).slice(0, incidentsMost);
    return Promise.all(rows.map(({ id }) => get(`/command/incidents/${id}`, null, { signal })));
  },
};
const moments = { alert: alertMoments, case: caseMoments, order: orderMoments, help: helpMoments, incident: incidentMoments };

const isInside = (place, bbox) => !bbox || !place || (place.lng >= bbox[0] && place.lat >= bbox[1] && place.lng <= bbox[2] && place.lat <= bbox[3]);

/** [west, south, east, north] of nearly all that there is: a few far away do not make the rest small. Cases are everywhere. */
function extentOf(marks, tracks) {
  const shown = tracks.length ? marks.filter(({ kind }) => kind !== "case") : marks;
  const points = [...shown.map(({ lng, lat }) => [lng, lat]), ...tracks.flatMap(({ points: all }) => [all[0], all.at(-1)].filter(Boolean).map(([, lng, lat]) => [lng / 1e5, lat / 1e5]))];
  if (points.length === 0) return undefined;
  const at = (axis, share) => points.map((point) => point[axis]).sort((one, other) => one - other)[Math.round((points.length - 1) * share)];
  return [at(0, 0.02) - 0.004, at(1, 0.02) - 0.003, at(0, 0.98) + 0.004, at(1, 0.98) + 0.003];
}

/** { begin, length, events, marks, tracks, extent, units, failed: [kind], many: [kind] } of a period. */
export async function readPeriod({ from, to, bbox, kinds }, signal) {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const period = { from, to, begin, end, length: Math.max(1000, end - begin), bbox };
  const answers = await Promise.all(kinds.map((kind) => readers[kind](period, signal).then((value) => ({ kind, value }), (error) => {
    if (error.name === "AbortError") throw error;
    return { kind, error };
  })));
  const found = Object.fromEntries(answers.filter(({ error }) => !error).map(({ kind, value }) => [kind, value]));
  const told = Object.entries(moments).flatMap(([kind, make]) => (found[kind] ?? []).flatMap((each) => make(each, begin))).filter(({ place }) => isInside(place, bbox));
  const marks = marksOf(told, period.length);
  const tracks = found.vehicle?.tracks ?? { items: [] };
  return {
    begin, length: period.length, events: sorted(told, period.length), marks, tracks, extent: bbox ?? extentOf(marks, tracks.items), units: found.vehicle?.units ?? [],
    failed: answers.filter(({ error }) => error).map(({ kind }) => kind), many: Object.keys(moments).filter((kind) => found[kind]?.length >= most), most,
  };
}
