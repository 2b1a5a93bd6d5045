// What moves on the map: one source of points, fed by the live line, gliding between two positions while they are few.
import { motion } from "../../kit/map/engine.js";
import { store } from "../../kit/store.js";

const glideMost = 300;
// So many are dots from afar: marks of thousands cannot be told apart, and cost a slow computer its frames.
const [manyFrom, manyTo] = [800, 600];
const frameMS = 50;
// While a map is pulled that is drawn in software: few vehicles twice a second, thousands when it rests, or so late.
const [slowFrameMS, restMS] = [500, 3000];
const [shortestMS, longestMS] = [900, 3000];
// A leap of more than about 500 m is no driving: it is shown at once.
const leap = 0.005;
const quietMS = 300e3;
// Who stands still is told of no more: what was not heard of for so long has stopped, whatever its last speed was.
const standsAfterMS = 90e3;
const speedOf = (row, now) => (now - row.begin > standsAfterMS ? 0 : row.speed);
const collection = (features) => ({ type: "FeatureCollection", features });
const line = (coordinates) => collection(coordinates?.length > 1 ? [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates } }] : []);

export function makeFleet() {
  const rows = new Map();
  const listeners = new Set();
  // `state` tells readers once per message: how many, and whether the line is there.
  const state = store({ tick: 0, line: "waiting" });
  const isMany = store(false);
  let [map, marks, frame, painted, until, isDue] = [null, new Map(), null, 0, 0, false];
  let trail = { serial: null, points: null };
  const own = { data: collection([]), trail: line(null) };

  const where = (row, now) => {
    const share = row.length > 0 ? Math.min(1, (now - row.begin) / row.length) : 1;
    return [row.from[0] + (row.lng - row.from[0]) * share, row.from[1] + (row.lat - row.from[1]) * share];
  };
  const known = (row) => ({ ...row, speed: speedOf(row, performance.now()) });
  const put = (id, data) => map?.style && map.getSource(id)?.setData(data);
  const isDrawn = () => map?.style && map.getSource("vehicles") && map.isSourceLoaded("vehicles");

  function paint(now) {
    [painted, isDue] = [now, false];
    const features = [];
    for (const row of rows.values()) {
      const mark = marks.get(row.serial);
      if (!mark) continue;
      features.push({
        type: "Feature", geometry: { type: "Point", coordinates: where(row, now) },
        properties: { id: mark.id, name: mark.name, use: mark.use, degrees: row.degrees, speed: speedOf(row, now), isMoving: speedOf(row, now) >= 1 && !row.isQuiet, isQuiet: row.isQuiet },
      });
    }
    own.data = collection(features);
    put("vehicles", own.data);
  }

  const isPulled = () => map?.isGliding && map.isMoving();
  const rest = () => isDue && paint(performance.now());

  function glide(now) {
    frame = null;
    // The map is never given more than it has drawn.
    if (now - painted >= (isPulled() ? slowFrameMS : frameMS) && isDrawn()) paint(now);
    if (now < until + frameMS) frame = requestAnimationFrame(glide);
    else paint(now);
  }

  function take([serial, lng5, lat5, degrees, speed, seconds], now, isSmooth) {
    const [lng, lat, at] = [lng5 / 1e5, lat5 / 1e5, seconds * 1000];
    const old = rows.get(serial);
    const from = old && where(old, now);
    const canGlide = isSmooth && old && Math.abs(from[0] - lng) < leap && Math.abs(from[1] - lat) < leap;
    const length = canGlide ? Math.min(longestMS, Math.max(shortestMS, at - old.at)) : 0;
    rows.set(serial, { serial, lng, lat, degrees, speed, at, isQuiet: Date.now() - at > quietMS, from: canGlide ? from : [lng, lat], begin: now, length });
    until = Math.max(until, now + length);
    for (const hear of listeners) hear(rows.get(serial));
    if (trail.serial === serial && trail.points && old && at > old.at) showTrail([...trail.points, [lng, lat]]);
  }

  /** Rows of the live line; `isAll` holds everything in view. */
  function hear(list, isAll) {
    const now = performance.now();
    const isSmooth = Math.max(rows.size, list.length) <= glideMost && motion(1) > 0 && !document.hidden;
    if (isAll) {
      const there = new Set(list.map(([serial]) => serial));
      for (const serial of [...rows.keys()]) if (!there.has(serial)) rows.delete(serial);
    }
    for (const row of list) {
      if (row.length === 1) rows.delete(row[0]);
      else take(row, now, isSmooth);
    }
    isMany.set(rows.size > (isMany.get() ? manyTo : manyFrom));
    if (!isSmooth && isPulled() && now - painted < restMS) isDue = true;
    else if (!isSmooth) paint(now);
    else frame ??= requestAnimationFrame(glide);
    state.update((old) => ({ ...old, tick: old.tick + 1, hasAll: true }));
  }

  function showTrail(points) {
    trail.points = points;
    own.trail = line(points);
    put("vehicle-trail", own.trail);
  }

  return {
    state, isMany, own, hear,
    isUnknown: (list) => list.some((row) => row.length > 1 && !marks.has(row[0])),
    setLine: (name) => state.get().line !== name && state.update((old) => ({ ...old, line: name })),
    setMap(next) {
      map?.off("moveend", rest);
      map = next;
      map?.on("moveend", rest);
    },
    setMarks(list) {
      marks = new Map(list.map((mark) => [mark.serial, mark]));
      paint(performance.now());
      state.update((old) => ({ ...old, tick: old.tick + 1 }));
    },
    /** Rows with their names: [{ serial, id, name, use, lng, lat, speed, at, isQuiet }]. */
    list: () => [...rows.values()].flatMap((row) => (marks.has(row.serial) ? [{ ...marks.get(row.serial), ...known(row) }] : [])),
    find: (serial) => rows.has(serial) ? known(rows.get(serial)) : undefined,
    listen(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    setTrail(serial, points) {
      trail = { serial, points };
      showTrail(points);
    },
    clear() {
      cancelAnimationFrame(frame);
      frame = null;
      rows.clear();
      paint(performance.now());
    },
  };
}
