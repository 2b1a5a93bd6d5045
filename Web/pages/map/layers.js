// The layers of the city's map, from the ground up: colours of places, boundaries, parts, names, cases.
import { tilesOf, styleOf } from "../../kit/map/kinds.js";
import { classColor, colors } from "../../kit/map/palette.js";
import { picture } from "../../kit/map/pictures.js";
import { language } from "../../kit/texts.js";
import { tipOf } from "./cases.js";
import { hueOf } from "./figures.js";
import { partName } from "./classes.js";

const level = (name) => ["==", ["get", "level"], name];
const shade = ["coalesce", ["feature-state", "value"], -1];

function shadeColor(measure, bare = colors().land) {
  const steps = colors().shades[hueOf(measure)];
  return ["match", shade, ...steps.flatMap((color, index) => [index, color]), bare];
}

const places = (edition) => ({ places: { spec: { type: "vector", tiles: tilesOf("/tiles/places", { v: edition }), minzoom: 4, maxzoom: 14, promoteId: "code" } } });

/** Land of the city, coloured by open cases at the level that the zoom suits; a click opens the place. */
export function shadingLayer({ level: at, measure, isShown, edition, selected }) {
  return {
    id: "places", source: "places", sourceLayer: at.level === "grid" ? "grids" : "areas", values: isShown ? at.values : {},
    style() {
      // Outlines are drawn by the boundaries; the fill's own would cost a pass each.
      const fill = { "fill-color": shadeColor(measure), "fill-antialias": false };
      const base = { source: "places", type: "fill" };
      const areaLevel = at.level === "county" ? "county" : "street";
      const layers = [
        { ...base, id: "place-areas", "source-layer": "areas", filter: level(areaLevel), paint: at.level === "grid" ? { "fill-color": colors().land, "fill-antialias": false } : fill },
      ];
      if (at.level === "grid") layers.push({ ...base, id: "place-grids", "source-layer": "grids", minzoom: 10, paint: { ...fill, "fill-color": shadeColor(measure, "rgba(0,0,0,0)") } });
      layers.push(...outlines(selected));
      return { sources: places(edition), layers, hits: at.level === "grid" ? ["place-grids", "place-areas"] : ["place-areas"] };
    },
  };
}

function outlines(selected) {
  const code = selected && (selected.kind === "area" || selected.kind === "grid") ? selected.id : "";
  const paint = { "line-color": colors().accent, "line-width": 3 };
  return ["areas", "grids"].map((name) => ({ id: `chosen-${name}`, type: "line", source: "places", "source-layer": name, filter: ["==", ["get", "code"], code], layout: { "line-join": "round" }, paint }));
}

/** Thin boundaries, the higher the level the stronger. */
export const boundsLayer = ({ edition }) => ({
  id: "bounds",
  style() {
    const line = (id, name, width, minzoom, more = {}) => ({
      id, type: "line", source: "places", "source-layer": "areas", minzoom, filter: level(name),
      layout: { "line-join": "round" }, paint: { "line-color": colors().line, "line-width": width, ...more },
    });
    return {
      sources: places(edition),
      layers: [
        { id: "bound-grids", type: "line", source: "places", "source-layer": "grids", minzoom: 12.5, paint: { "line-color": colors().faint, "line-width": ["interpolate", ["linear"], ["zoom"], 12.5, 0.4, 16, 1.2] } },
        line("bound-communities", "community", 0.8, 12, { "line-dasharray": [3, 2] }),
        line("bound-streets", "street", 1, 9),
        line("bound-counties", "county", 1.6, 5, { "line-color": colors().quiet }),
        line("bound-city", "city", 2.2, 4, { "line-color": colors().quiet }),
      ],
    };
  },
});

/** Names at the centres of areas; each level comes when there is room for it. */
export const namesLayer = ({ rows }) => ({
  id: "names",
  style() {
    const words = (id, name, size, tone, weight, zooms) => ({
      id, type: "symbol", source: "names", filter: level(name), ...zooms,
      layout: { "icon-image": picture("words", ["get", "label"], size, tone, weight), "icon-padding": 6, "icon-offset": [0, -30], "symbol-sort-key": ["match", ["get", "level"], "county", 0, "street", 1, 2] },
    });
    const source = styleOf([{ id: "names", kind: "points", key: "code", data: rows }]).sources.names;
    return {
      sources: { names: source },
      layers: [
        { id: "name-grids", type: "symbol", source: "places", "source-layer": "grids", minzoom: 14.6, layout: { "icon-image": picture("words", ["get", "name"], 11, "quiet", 400), "icon-padding": 8, "symbol-avoid-edges": true } },
        words("name-communities", "community", 12, "quiet", 400, { minzoom: 12.8, maxzoom: 17 }),
        words("name-streets", "street", 13, "label", 500, { minzoom: 9.6, maxzoom: 15 }),
        words("name-counties", "county", 15, "label", 700, { minzoom: 6, maxzoom: 12 }),
      ],
    };
  },
});

/** Parts: counts from afar, dots in the hue of their class, near by a mark with a letter. */
export const partsLayer = ({ classes, big, edition, selected }) => ({
  id: "parts",
  tip: (properties) => (properties.code ? `${partName(classes, properties.class)}\n${properties.code}` : ""),
  style() {
    const dot = ["match", ["slice", ["get", "class"], 0, 2], ...classes.big.flatMap(({ code }) => [code, classColor(code)]), classColor("07")];
    const own = { source: "parts", "source-layer": "parts" };
    const isSingle = ["has", "code"];
    // One class is asked of the server, several are chosen here: the tiles stay the same while somebody tries.
    const wanted = big ? ["in", ["slice", ["get", "class"], 0, 2], ["literal", big]] : true;
    return {
      sources: { parts: { spec: { type: "vector", tiles: tilesOf("/tiles/parts", { v: edition, big: big?.length === 1 ? big[0] : undefined }), minzoom: 9, maxzoom: 16, promoteId: "code" } } },
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
