// The layers of the city's map, from the ground up: colours of places, boundaries, parts, names, cases.
import { places } from "../../kit/map/ground.js";
import { tilesOf } from "../../kit/map/kinds.js";
import { classColor, colors } from "../../kit/map/palette.js";
import { picture } from "../../kit/map/pictures.js";
import { language } from "../../kit/texts.js";
import { tipOf } from "./cases.js";
import { hueOf } from "./figures.js";
import { partName } from "./classes.js";

export { boundsLayer, namesLayer } from "../../kit/map/ground.js";

const level = (name) => ["==", ["get", "level"], name];
const shade = ["coalesce", ["feature-state", "value"], -1];

function shadeColor(measure) {
  const steps = colors().shades[hueOf(measure)];
  return ["match", shade, ...steps.flatMap((color, index) => [index, color]), colors().land];
}

/** Land of the city, coloured by open cases at the level that the zoom suits; a click opens the place. */
export function shadingLayer({ level: at, measure, isShown, edition, selected }) {
  return {
    id: "places", source: "places", sourceLayer: at.level === "grid" ? "grids" : "areas", values: isShown ? at.values : {},
    style() {
      // Outlines are drawn by the boundaries; the fill's own would cost a pass each.
      const fill = { "fill-color": shadeColor(measure), "fill-antialias": false };
      const base = { source: "places", type: "fill" };
      const areaLevel = at.level === "county" ? "county" : "street";
      // One coat of colour, not two: the map must move smoothly on computers without a graphics card.
      const isGrid = at.level === "grid";
      const layers = [isGrid ? { ...base, id: "place-grids", "source-layer": "grids", minzoom: 10, paint: fill } : { ...base, id: "place-areas", "source-layer": "areas", filter: level(areaLevel), paint: fill }];
      layers.push(...outlines(selected));
      return { sources: places(edition), layers, hits: [isGrid ? "place-grids" : "place-areas"] };
    },
  };
}

function outlines(selected) {
  const code = selected && (selected.kind === "area" || selected.kind === "grid") ? selected.id : "";
  const paint = { "line-color": colors().accent, "line-width": 3 };
  return ["areas", "grids"].map((name) => ({ id: `chosen-${name}`, type: "line", source: "places", "source-layer": name, filter: ["==", ["get", "code"], code], layout: { "line-join": "round" }, paint }));
}

/** Parts: counts from afar, dots in the hue of their class, near by a mark with a letter. */
export const partsLayer = ({ classes, big, edition, selected }) => ({
  id: "parts",
  tip: (properties) => (properties.code ? `${partName(classes, properties.class)}\n${properties.code}` : ""),
  style() {
    const known = classes.big.flatMap(({ code }) => [code, classColor(code)]);
    const dot = known.length ? ["match", ["slice", ["get", "class"], 0, 2], ...known, classColor("07")] : classColor("07");
    const own = { source: "parts", "source-layer": "parts" };
    const isSingle = ["has", "code"];
    // One class is asked of the server, several are chosen here: the tiles stay the same while somebody tries.
    const wanted = big ? ["in", ["slice", ["get", "class"], 0, 2], ["literal", big]] : true;
    return {
      sources: { parts: { spec: { type: "vector", tiles: tilesOf("/tiles/parts", { v: edition, big: big?.length === 1 && big[0] !== "none" ? big[0] : undefined }), minzoom: 9, maxzoom: 16, promoteId: "code" } } },
      layers: [
        { id: "part-groups", type: "circle", ...own, minzoom: 11.5, maxzoom: 14, filter: ["has", "n"], paint: { "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 1.5, 10, 5, 40, 12], "circle-color": colors().grey, "circle-opacity": 0.3 } },
        { id: "part-dots", type: "circle", ...own, minzoom: 14, filter: ["all", isSingle, wanted], paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 14, 2, 16, 3.5, 18, 5], "circle-color": dot } },
        { id: "part-ring", type: "circle", ...own, minzoom: 14, filter: ["==", ["get", "code"], selected?.kind === "part" ? selected.id : ""], paint: { "circle-radius": 14, "circle-color": "transparent", "circle-stroke-color": colors().accent, "circle-stroke-width": 3 } },
        { id: "part-marks", type: "symbol", ...own, minzoom: 16, filter: ["all", isSingle, wanted],
          layout: { "icon-image": picture("part", ["get", "class"], ["coalesce", ["get", "state"], "intact"], language.get()), "icon-padding": 0, "icon-overlap": ["step", ["zoom"], "never", 17.5, "always"] } },
      ],
      hits: ["part-dots", "part-marks"],
    };
  },
});

/** Cases as the lamps of their clocks; from afar as counts that say how many are over the limit. */
export const casesLayer = (rows) => ({ id: "cases", kind: "points", cluster: true, icon: "lamp", data: rows, tip: tipOf });
