// What a page says of a layer, as sources and style layers of MapLibre.
import { url } from "../api.js";
import { colorOf, colors } from "./palette.js";
import { picture } from "./pictures.js";

/** { sources, layers, hits: [{ layer, of }] } for layers given as data; hidden ones are left out. */
export function styleOf(layers, { selected, hidden = new Set() } = {}) {
  const style = { sources: {}, layers: [], hits: [] };
  for (const layer of layers) {
    if (hidden.has(layer.id)) continue;
    const made = layer.style ? layer.style({ selected: selected?.layer === layer.id ? selected.id : null }) : kinds[layer.kind](layer, selected);
    Object.assign(style.sources, made.sources);
    style.layers.push(...made.layers);
    style.hits.push(...(made.hits ?? []).map((id) => ({ layer: id, of: layer.id })));
  }
  return style;
}

/** The tiles of an operation below /api/v1, with filters. */
export const tilesOf = (path, query) => {
  const [before, after] = url(path, query).split("?");
  return [`${location.origin}${before}/{z}/{x}/{y}${after ? `?${after}` : ""}`];
};

const kinds = { points, lines, areas, heat };

function sourceOf(layer, more = {}) {
  if (layer.tiles) {
    return { spec: { type: "vector", tiles: tilesOf(layer.tiles, layer.query), minzoom: layer.tilesFrom ?? 0, maxzoom: layer.tilesTo ?? 16, promoteId: layer.key ?? "code" } };
  }
  return { spec: { type: "geojson", promoteId: layer.key ?? "id", ...more }, data: asFeatures(layer) };
}

const shapes = new WeakMap();

// Rows are turned into features once: the same list is the same data for the map.
function asFeatures(layer) {
  const { data, key = "id" } = layer;
  if (!data) return empty;
  if (!Array.isArray(data)) return data;
  if (!shapes.has(data)) {
    shapes.set(data, {
      type: "FeatureCollection",
      features: data.filter((row) => Number.isFinite(row.lng) && Number.isFinite(row.lat)).map((row) => ({
        type: "Feature", geometry: { type: "Point", coordinates: [row.lng, row.lat] }, properties: flat(row, key),
      })),
    });
  }
  return shapes.get(data);
}

const empty = { type: "FeatureCollection", features: [] };

// Called for every case of a city at once.
function flat(row, key) {
  const properties = {};
  for (const name in row) if (typeof row[name] !== "object") properties[name] = row[name];
  properties.id = row[key];
  return properties;
}

const at = (layer) => ({ source: layer.id, ...(layer.tiles ? { "source-layer": layer.sourceLayer } : {}), ...(layer.minZoom || layer.minzoom ? { minzoom: layer.minZoom ?? layer.minzoom } : {}) });
const chosen = (layer, selected) => ["==", ["get", layer.key ?? (layer.tiles ? "code" : "id")], selected?.layer === layer.id ? selected.id : ""];
const isOne = ["!", ["has", "point_count"]];
const only = (layer) => (layer.filter ? { filter: layer.cluster ? ["all", isOne, layer.filter] : layer.filter } : layer.cluster ? { filter: isOne } : {});

function points(layer, selected) {
  const source = layer.cluster
    ? sourceOf(layer, {
      cluster: true, clusterRadius: 64, clusterMaxZoom: 15,
      clusterProperties: { red: ["+", ["case", ["==", ["get", "lamp"], "red"], 1, 0]], yellow: ["+", ["case", ["==", ["get", "lamp"], "yellow"], 1, 0]] },
    })
    : sourceOf(layer);
  const layers = [
    { id: `${layer.id}-ring`, type: "circle", ...at(layer), filter: chosen(layer, selected),
      paint: { "circle-radius": 15, "circle-color": "transparent", "circle-stroke-color": colors().accent, "circle-stroke-width": 3 } },
    point(layer),
  ];
  if (layer.label) layers.push(labels(layer, { "icon-offset": [0, 22] }));
  if (layer.cluster) layers.push(clusters(layer));
  return { sources: { [layer.id]: source }, layers, hits: [layer.id, ...(layer.cluster ? [`${layer.id}-clusters`] : [])] };
}

function point(layer) {
  if (!layer.icon) {
    return { id: layer.id, type: "circle", ...at(layer), ...only(layer),
      paint: { "circle-radius": layer.radius ?? 6, "circle-color": colorOf(layer.color), "circle-stroke-color": colors().paper, "circle-stroke-width": 1.5 } };
  }
  const image = layer.icon === "lamp" ? picture("lamp", ["coalesce", ["get", "lamp"], "grey"], ["coalesce", ["get", "urgent"], false])
    : layer.icon === "pin" ? picture("pin", layer.color ?? "accent")
      : picture("mark", layer.icon, typeof layer.color === "string" ? layer.color : layer.color ? markColor(layer.color) : "accent");
  return { id: layer.id, type: "symbol", ...at(layer), ...only(layer),
    layout: { "icon-image": image, "icon-allow-overlap": true, "icon-ignore-placement": true, ...(layer.icon === "pin" ? { "icon-anchor": "bottom" } : {}) } };
}

const markColor = (color) => ["match", ["to-string", ["get", color.by]], ...Object.entries(color.values).flat(), color.other ?? "grey"];

const clusters = (layer) => ({
  id: `${layer.id}-clusters`, type: "symbol", source: layer.id, filter: ["has", "point_count"],
  layout: { "icon-image": picture("count", ["get", "point_count"], ["get", "red"], ["get", "yellow"]), "icon-allow-overlap": true },
});

const labels = (layer, layout = {}) => ({
  id: `${layer.id}-labels`, type: "symbol", ...at(layer), ...(layer.labelFrom ? { minzoom: layer.labelFrom } : {}), ...only(layer),
  layout: { "icon-image": picture("words", ["coalesce", ["get", layer.label], ""], 12, "label", 500), "icon-padding": 4, ...layout },
});

function lines(layer, selected) {
  const stroke = { "line-color": colorOf(layer.color), "line-width": layer.width ?? 3 };
  return {
    sources: { [layer.id]: sourceOf(layer) },
    layers: [
      { id: `${layer.id}-ring`, type: "line", ...at(layer), filter: chosen(layer, selected), layout: { "line-join": "round" }, paint: { "line-color": colors().accentSoft, "line-width": 9 } },
      { id: layer.id, type: "line", ...at(layer), ...only(layer), layout: { "line-join": "round", "line-cap": "round" }, paint: stroke },
      ...(layer.label ? [labels(layer)] : []),
    ],
    hits: [layer.id],
  };
}

function areas(layer, selected) {
  const fill = layer.values ? valueColor(layer.values) : layer.color ? colorOf(layer.color) : colors().accent;
  const opacity = layer.values ? ["case", hasValue, layer.opacity ?? 0.6, 0.02] : layer.opacity ?? (layer.color ? 0.35 : 0.04);
  return {
    sources: { [layer.id]: sourceOf(layer) },
    layers: [
      { id: layer.id, type: "fill", ...at(layer), ...only(layer), paint: { "fill-color": fill, "fill-opacity": opacity } },
      { id: `${layer.id}-line`, type: "line", ...at(layer), ...only(layer), paint: { "line-color": layer.color && !layer.values ? fill : colors().line, "line-width": layer.width ?? 1 } },
      { id: `${layer.id}-ring`, type: "line", ...at(layer), filter: chosen(layer, selected), paint: { "line-color": colors().accent, "line-width": 3 } },
      ...(layer.label ? [labels(layer)] : []),
    ],
    hits: [layer.id],
  };
}

// `values` colours places by their key, { "420302001": "red" }, without their shapes being sent again.
const hasValue = ["!=", ["to-string", ["feature-state", "value"]], ""];

function valueColor(values) {
  const known = [...new Set(Object.values(values))];
  if (!known.length) return colors().accent;
  return ["match", ["to-string", ["feature-state", "value"]], ...known.flatMap((name) => [name, colors()[name] ?? name]), "rgba(0,0,0,0)"];
}

function heat(layer) {
  const steps = colors().shades[layer.color ?? "accent"];
  const density = ["interpolate", ["linear"], ["heatmap-density"], 0, "rgba(0,0,0,0)", ...steps.flatMap((step, index) => [(index + 1) / steps.length, step])];
  return {
    sources: { [layer.id]: sourceOf(layer) },
    layers: [{ id: layer.id, type: "heatmap", ...at(layer), paint: {
      "heatmap-weight": layer.weight ? ["coalesce", ["get", layer.weight], 1] : 1, "heatmap-color": density,
      "heatmap-radius": ["interpolate", ["linear"], ["zoom"], 9, 12, 15, 36], "heatmap-opacity": 0.7,
    } }],
    hits: [],
  };
}
