// A shape that is drawn or changed: rings of points, and the GeoJSON that they stand for.
const round = (value) => Math.round(value * 1e6) / 1e6;
export const place = (lngLat) => [round(lngLat.lng), round(lngLat.lat)];

/** Rings of a geometry, open (the last point is not the first again): [{ polygon, points }]. */
export function ringsOf(mode, shape) {
  if (!shape) return [];
  if (mode === "line") return shape.coordinates?.length ? [{ polygon: 0, points: [...shape.coordinates] }] : [];
  const polygons = shape.type === "MultiPolygon" ? shape.coordinates : [shape.coordinates ?? []];
  return polygons.flatMap((rings, polygon) => rings.map((ring) => ({ polygon, points: ring.slice(0, -1) })));
}

/** The geometry of rings, null while there are too few points. */
export function geometryOf(mode, rings, wasMulti) {
  const least = mode === "line" ? 2 : 3;
  if (!rings.length || rings.some(({ points }) => points.length < least)) return null;
  if (mode === "line") return { type: "LineString", coordinates: rings[0].points };
  const polygons = [];
  for (const { polygon, points } of rings) (polygons[polygon] ??= []).push([...points, points[0]]);
  return wasMulti ? { type: "MultiPolygon", coordinates: polygons } : { type: "Polygon", coordinates: polygons[0] };
}

const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });
const collection = (features) => ({ type: "FeatureCollection", features });

/** What the map shows of rings: area, outline, corners, and the middles from which new corners are pulled. */
export function picturesOf(mode, rings, { isOpen, tip } = {}) {
  const features = [];
  rings.forEach(({ points }, ring) => {
    const path = isOpen && tip ? [...points, tip] : points;
    const isRound = mode !== "line" && path.length > 2;
    if (isRound) features.push(feature({ type: "Polygon", coordinates: [[...path, path[0]]] }, { part: "area" }));
    if (path.length > 1) features.push(feature({ type: "LineString", coordinates: isRound && !isOpen ? [...path, path[0]] : path }, { part: "line" }));
    points.forEach((point, index) => features.push(feature({ type: "Point", coordinates: point }, { part: "corner", ring, index })));
    if (!isOpen) features.push(...middles(mode, points, ring));
  });
  return collection(features);
}

function middles(mode, points, ring) {
  const last = mode === "line" ? points.length - 1 : points.length;
  return Array.from({ length: Math.max(0, last) }, (_, index) => {
    const [from, to] = [points[index], points[(index + 1) % points.length]];
    return feature({ type: "Point", coordinates: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] }, { part: "middle", ring, index: index + 1 });
  });
}

export const pointPicture = (shape) => collection(shape ? [feature(shape, { part: "pin" })] : []);

export function boxPicture(box) {
  if (!box) return collection([]);
  const [west, south, east, north] = box;
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]];
  return collection([feature({ type: "Polygon", coordinates: [ring] }, { part: "area" }), feature({ type: "LineString", coordinates: ring }, { part: "line" })]);
}

/** Bounds [west, south, east, north] of any GeoJSON geometry or of a list of points; null for none. */
export function boundsOf(geometry) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value) => {
    if (typeof value?.[0] === "number") {
      box[0] = Math.min(box[0], value[0]);
      box[1] = Math.min(box[1], value[1]);
      box[2] = Math.max(box[2], value[0]);
      box[3] = Math.max(box[3], value[1]);
    } else value?.forEach?.(visit);
  };
  visit(geometry?.coordinates ?? geometry);
  return box[0] <= box[2] ? box : null;
}

/** Whether a point lies in a ring (by crossing its sides). */
export function isInside([lng, lat], ring) {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x1, y1] = ring[index];
    const [x2, y2] = ring[before];
    if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
