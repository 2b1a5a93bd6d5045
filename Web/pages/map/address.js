// What the map shows, as words of its address: so a view can be sent to somebody, and back and reload work.

/** Filters of cases, the same names as in the list of cases. */
export const caseFilters = ["text", "lamp", "state", "stage", "source", "class", "area", "organisation", "urgent", "supervision", "from", "to"];

const shownAtFirst = ["shading", "bounds", "names", "parts", "vehicles", "cases", "incidents"];
export const layerNames = [...shownAtFirst, "fences", "cameras"];

export const measures = ["open", "red", "burning"];

const only = (names, query) => Object.fromEntries(names.filter((name) => query[name]).map((name) => [name, query[name]]));
const numbers = (text, count) => {
  const found = (text ?? "").split(",").map(Number);
  return found.length === count && found.every(Number.isFinite) ? found : null;
};

export const filtersOf = (query) => only(caseFilters, query);

/** { center, zoom } of `c=lng,lat,zoom`, or of `at=lng,lat`; null where the address says nothing. */
export function viewOf(query) {
  const found = numbers(query.c, 3) ?? (numbers(query.at, 2) ? [...numbers(query.at, 2), 16.5] : null);
  if (!found || Math.abs(found[0]) > 180 || Math.abs(found[1]) > 85) return null;
  return { center: [found[0], found[1]], zoom: Math.min(19.5, Math.max(3, found[2])) };
}

export const boundsOf = (query) => numbers(query.bounds, 4);

export const viewText = ({ center, zoom }) => `${center[0].toFixed(5)},${center[1].toFixed(5)},${zoom.toFixed(2)}`;

export function shownLayers(query) {
  if (query.layers === undefined) return new Set(shownAtFirst);
  return new Set(query.layers.split(",").filter((name) => layerNames.includes(name)));
}

/** `none` says that no layer is shown: an empty value would be left out of the address. */
export function layersText(shown) {
  const names = layerNames.filter((name) => shown.has(name));
  return names.join() === shownAtFirst.join() ? undefined : names.join(",") || "none";
}

export const measureOf = (query) => (measures.includes(query.measure) ? query.measure : "open");

/** The big classes of parts that are shown; null for all. */
export const partClasses = (query) => (query.big ? query.big.split(",") : null);

const lists = ["cases", "vehicles"];
const kinds = ["case", "part", "grid", "area", "vehicle", ...lists];

/** { kind, id } of what stands in the drawer; `cases` and `vehicles` are lists of the view or of the selection. */
export function openOf(query) {
  const [kind, id] = (query.open ?? "").split(":");
  return kinds.includes(kind) && (id || lists.includes(kind)) ? { kind, id } : null;
}

export const isList = (open) => lists.includes(open?.kind);

export const openText = (open) => (open ? (open.id ? `${open.kind}:${open.id}` : open.kind) : undefined);

/** What was drawn to choose cases: { box } or { ring }; null for nothing. */
export function areaOf(query) {
  const box = numbers(query.bbox, 4);
  if (box) return { box };
  const ring = (query.within ?? "").split(";").map((point) => numbers(point, 2));
  return ring.length >= 3 && ring.every(Boolean) ? { ring } : null;
}

export const areaText = (area) => ({
  bbox: area?.box ? area.box.map((value) => value.toFixed(5)).join(",") : undefined,
  within: area?.ring ? area.ring.map((point) => point.map((value) => value.toFixed(5)).join(",")).join(";") : undefined,
});
