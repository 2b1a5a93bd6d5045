// A way as numbers: [ms since its begin, lng, lat, km/h, degrees] each. What is drawn of it, and where the device was at a moment.
import { colors } from "../../../kit/map/palette.js";

const gapMS = 600e3;

/** Speeds in four bands, from slow to fast: thicker and stronger with speed. */
export const bands = [{ below: 10, width: 3 }, { below: 30, width: 3.5 }, { below: 50, width: 4 }, { below: Infinity, width: 5 }];
const light = ["#8fa6c4", "#4f86d0", "#1f4e9e", "#5b2a86"];
const dark = ["#5d7290", "#5d93e0", "#a6c6fa", "#e0b3ff"];
export const bandColors = () => (colors().isDark ? dark : light);
export const bandWords = (index) => (index === 0 ? `< ${bands[0].below}` : index === bands.length - 1 ? `≥ ${bands[index - 1].below}` : `${bands[index - 1].below}–${bands[index].below}`);
const bandOf = (kmh) => bands.findIndex(({ below }) => kmh < below);

const feature = (coordinates, properties) => ({ type: "Feature", properties, geometry: { type: "LineString", coordinates } });
const collection = (features) => ({ type: "FeatureCollection", features });
const placeOf = (point) => [point[1], point[2]];

/** The track with its times as milliseconds since its begin. */
export function prepared(track) {
  const start = Date.parse(track.from);
  const ms = (at) => Date.parse(at) - start;
  const spans = (list, kind) => list.map((each) => ({ ...each, kind, fromMS: ms(each.from), toMS: ms(each.to) }));
  const { way } = track;
  const starts = new Set(track.gaps.map((gap) => ms(gap.from)));
  const isGap = (index) => starts.has(way[index][0]) || way[index + 1][0] - way[index][0] > gapMS;
  const course = [...spans(track.trips, "trip"), ...spans(track.stops, "stop"), ...spans(track.gaps, "gap")].sort((one, other) => one.fromMS - other.fromMS);
  return { ...track, start, course, isGap, first: way[0]?.[0] ?? 0, last: way.at(-1)?.[0] ?? 0 };
}

/** Lines of one speed each, and the gaps between them; only within `span` where one is given. */
export function linesOf({ way, isGap }, span) {
  const features = [];
  let line = null;
  let band = null;
  for (let index = 0; index < way.length - 1; index += 1) {
    const [one, other] = [way[index], way[index + 1]];
    if (span && (other[0] <= span.fromMS || one[0] >= span.toMS)) continue;
    if (isGap(index)) {
      features.push(feature([placeOf(one), placeOf(other)], { band: -1 }));
      line = null;
    } else if (line && band === bandOf(other[3]) && line.at(-1) === one) line.push(other);
    else {
      line = [one, other];
      band = bandOf(other[3]);
      features.push({ line, band });
    }
  }
  return collection(features.map((each) => (each.line ? feature(each.line.map(placeOf), { band: each.band }) : each)));
}

/** The last index whose moment is not after `ms`. */
export function indexAt(way, ms) {
  let [low, high] = [0, way.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (way[middle][0] <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

const turned = (from, to, share) => from + ((((to - from) % 360) + 540) % 360 - 180) * share;

/** Where it was at a moment: between two positions on the line that joins them, in a gap where it was last. */
export function placeAt({ way, isGap }, ms) {
  const index = indexAt(way, ms);
  const one = way[index];
  const other = way[index + 1];
  if (!other || ms <= one[0] || isGap(index)) return { lng: one[1], lat: one[2], speed: one[3], degrees: one[4] };
  const share = (ms - one[0]) / (other[0] - one[0]);
  return { lng: one[1] + (other[1] - one[1]) * share, lat: one[2] + (other[2] - one[2]) * share, speed: one[3] + (other[3] - one[3]) * share, degrees: turned(one[4], other[4], share) };
}

/** The end of a gap in which a moment lies, for a playback that does not wait in it; null outside. */
export function gapEnd({ way, isGap }, ms) {
  const index = indexAt(way, ms);
  return index < way.length - 1 && isGap(index) && ms > way[index][0] ? way[index + 1][0] : null;
}

/** The moment at which it was nearest to a place. */
export function momentNear(track, { lng, lat }, span) {
  const narrow = Math.cos((lat * Math.PI) / 180);
  let best = null;
  for (const point of track.way) {
    if (span && (point[0] < span.fromMS || point[0] > span.toMS)) continue;
    const far = ((point[1] - lng) * narrow) ** 2 + (point[2] - lat) ** 2;
    if (!best || far < best.far) best = { far, ms: point[0] };
  }
  return best?.ms;
}

export function boundsWithin({ way }, span) {
  const points = span ? way.filter((point) => point[0] >= span.fromMS && point[0] <= span.toMS) : way;
  if (points.length === 0) return null;
  const edge = 0.0008;
  const box = points.reduce(([west, south, east, north], [, lng, lat]) => [Math.min(west, lng), Math.min(south, lat), Math.max(east, lng), Math.max(north, lat)], [180, 90, -180, -90]);
  return [box[0] - edge, box[1] - edge, box[2] + edge, box[3] + edge];
}

/** What it went in the minutes before a moment, to see which way it came. */
export function tailAt(track, ms, length) {
  const { way, isGap } = track;
  const last = indexAt(way, ms);
  const line = [];
  for (let index = last; index >= 0 && way[index][0] >= ms - length; index -= 1) {
    if (index < last && isGap(index)) break;
    line.unshift(placeOf(way[index]));
  }
  const { lng, lat } = placeAt(track, ms);
  return collection(line.length ? [feature([...line, [lng, lat]], {})] : []);
}
