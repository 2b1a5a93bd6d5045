// Cases chosen by a box or a polygon: the shape on the map, and which cases lie in it.
import { boundsOf, isInside } from "../../kit/map.js";
import { colors } from "../../kit/map/palette.js";

const ringOf = ({ box, ring }) => {
  if (ring) return ring;
  const [west, south, east, north] = box;
  return [[west, south], [east, south], [east, north], [west, north]];
};

/** The rows of cases that lie in a box or ring; all where nothing is drawn. */
export function rowsIn(rows, area) {
  if (!area?.box && !area?.ring) return rows;
  const [west, south, east, north] = area.box ?? boundsOf(area.ring);
  return rows.filter(({ lng, lat }) => lng >= west && lng <= east && lat >= south && lat <= north && (!area.ring || isInside([lng, lat], area.ring)));
}

/** The drawn shape as GeoJSON. */
export function shapeOf(area) {
  if (!area) return null;
  const ring = ringOf(area);
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] } };
}

/** The shape as a layer that lets clicks through. */
export const chosenLayer = (shape) => ({
  id: "chosen",
  style: () => ({
    sources: { chosen: { spec: { type: "geojson" }, data: shape } },
    layers: [
      { id: "chosen-fill", type: "fill", source: "chosen", paint: { "fill-color": colors().accent, "fill-opacity": 0.08 } },
      { id: "chosen-line", type: "line", source: "chosen", paint: { "line-color": colors().accent, "line-width": 2, "line-dasharray": [3, 2] } },
    ],
  }),
});
