// Ways of many vehicles: where each was at a moment, and what it went just before; pure.
const e5 = 1e5;
const quietMS = 120e3;
const goneMS = 900e3;
const tailMS = 300e3;
const point = (lng, lat, properties) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lng, lat] } });

/** Tracks with flat arrays, and the name of the unit that a device belongs to. */
export function waysOf({ items, step = 10 }, units) {
  const owners = new Map(units.flatMap((unit) => unit.devices.map((device) => [device.id, unit.name])));
  return items.filter(({ points }) => points.length > 0).map(({ device, name, use, points }) => ({
    device, name, use, unit: owners.get(device) ?? "", step,
    times: points.map(([seconds]) => seconds * 1000), lngs: points.map(([, lng]) => lng / e5), lats: points.map(([, , lat]) => lat / e5),
  }));
}

/** The last index whose moment is not after `ms`; -1 before the first. */
function indexAt(times, ms) {
  let [low, high] = [-1, times.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle] <= ms) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** { lng, lat, degrees, isMoving, isQuiet } at a moment; null while nothing was heard of it. */
export function placeAt(way, ms) {
  const { times, lngs, lats } = way;
  const index = indexAt(times, ms);
  if (index < 0) return null;
  const next = index + 1;
  const silence = Math.max(quietMS, way.step * 3000);
  const hasNext = next < times.length && times[next] - times[index] <= silence;
  const age = ms - times[index];
  if (!hasNext) return age > goneMS ? null : { lng: lngs[index], lat: lats[index], degrees: 0, isMoving: false, isQuiet: age > silence };
  const share = age / (times[next] - times[index]);
  const [east, north] = [(lngs[next] - lngs[index]) * Math.cos((lats[index] * Math.PI) / 180), lats[next] - lats[index]];
  return { lng: lngs[index] + (lngs[next] - lngs[index]) * share, lat: lats[index] + (lats[next] - lats[index]) * share, degrees: (Math.atan2(east, north) * 180) / Math.PI, isMoving: Math.hypot(east, north) > 2e-5, isQuiet: false };
}

function tailAt(way, ms, place) {
  const last = indexAt(way.times, ms);
  const line = [[place.lng, place.lat]];
  for (let index = last; index >= 0 && way.times[index] >= ms - tailMS; index -= 1) line.push([way.lngs[index], way.lats[index]]);
  return line;
}

/** { vehicles, tails } as GeoJSON at a moment. */
export function pictureAt(ways, ms) {
  const vehicles = [];
  const tails = [];
  for (const way of ways) {
    const place = placeAt(way, ms);
    if (!place) continue;
    const { device, name, use, unit } = way;
    vehicles.push(point(place.lng, place.lat, { id: device, name, use, unit, degrees: place.degrees, isMoving: place.isMoving, quiet: String(place.isQuiet) }));
    const line = tailAt(way, ms, place);
    if (line.length > 1) tails.push({ type: "Feature", properties: { use }, geometry: { type: "LineString", coordinates: line } });
  }
  return { vehicles: { type: "FeatureCollection", features: vehicles }, tails: { type: "FeatureCollection", features: tails } };
}
