// Fences on a map: areas as they are; circles and corridors as wide as their reach at every zoom.
import { boundsOf } from "../../kit/map.js";
import { colors } from "../../kit/map/palette.js";
import { picture } from "../../kit/map/pictures.js";

const metresPerPixel = 78_271.517;
const deepest = 22;
const is = (type) => ["==", ["geometry-type"], type];

// How many pixels a metre has at zoom 0, at the latitude of the fence.
function pixelsOf({ geometry, reachM }) {
  const [, lat] = geometry.type === "Point" ? geometry.coordinates : geometry.coordinates[0];
  return reachM / (metresPerPixel * Math.cos((lat * Math.PI) / 180));
}

const feature = (fence) => ({
  type: "Feature", geometry: fence.geometry,
  properties: { id: fence.id, name: fence.name, isActive: fence.isActive, pixels: ["Point", "LineString"].includes(fence.geometry.type) ? pixelsOf(fence) : 0 },
});

export const featuresOf = (fences) => ({ type: "FeatureCollection", features: fences.map(feature) });

const growing = (factor) => ["interpolate", ["exponential", 2], ["zoom"], 0, ["*", ["get", "pixels"], factor], deepest, ["*", ["get", "pixels"], factor * 2 ** deepest]];

/** `data` is featuresOf(fences), kept the same while nothing changed; `quiet` for those that only give context. */
export function fenceLayer({ id = "fences", data, quiet = false, named = true, canHit = true }) {
  return {
    id, tip: (properties) => properties.name ?? "",
    style() {
      const color = quiet ? colors().grey : ["case", ["get", "isActive"], colors().accent, colors().grey];
      const own = { source: id };
      const opacity = quiet ? 0.12 : 0.2;
      const layers = [
        { ...own, id: `${id}-areas`, type: "fill", filter: is("Polygon"), paint: { "fill-color": color, "fill-opacity": opacity } },
        { ...own, id: `${id}-outlines`, type: "line", filter: is("Polygon"), paint: { "line-color": color, "line-width": quiet ? 1 : 2 } },
        { ...own, id: `${id}-corridors`, type: "line", filter: is("LineString"), layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": color, "line-opacity": opacity, "line-width": growing(2) } },
        { ...own, id: `${id}-lines`, type: "line", filter: is("LineString"), paint: { "line-color": color, "line-width": 2 } },
        { ...own, id: `${id}-circles`, type: "circle", filter: is("Point"), paint: { "circle-color": color, "circle-opacity": opacity, "circle-stroke-color": color, "circle-stroke-width": quiet ? 1 : 2, "circle-radius": growing(1), "circle-pitch-alignment": "map" } },
        // From afar a fence is a dot: its corners fall together.
        { ...own, id: `${id}-dots`, type: "circle", maxzoom: 11, paint: { "circle-color": color, "circle-radius": quiet ? 3 : 5, "circle-stroke-color": colors().paper, "circle-stroke-width": 1 } },
        ...(named ? [{ ...own, id: `${id}-names`, type: "symbol", minzoom: 11, layout: { "icon-image": picture("words", ["get", "name"], 12, "label", 500), "icon-padding": 4 } }] : []),
      ];
      return { sources: { [id]: { spec: { type: "geojson", promoteId: "id" }, data } }, layers, hits: canHit ? [`${id}-areas`, `${id}-corridors`, `${id}-circles`, `${id}-dots`] : [] };
    },
  };
}

/** The bounds of fences with their reach, and a little more. */
export function boundsOfFences(fences) {
  const boxes = fences.map((fence) => ({ box: boundsOf(fence.geometry), reach: 0.001 + (fence.reachM ?? 0) / 90_000 })).filter(({ box }) => box);
  if (boxes.length === 0) return undefined;
  const grown = boxes.map(({ box, reach }) => [box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach]);
  return grown.reduce((one, other) => [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[2], other[2]), Math.max(one[3], other[3])]);
}
