// Brings a map to the sources and layers that it should have, touching only what differs.
const paintNames = (layer) => Object.keys(layer?.paint ?? {});
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function makeSheet(map) {
  let sources = {};
  let layers = [];

  /** `wanted`: { sources: { id: { spec, data } }, layers: [style layer, …] } from the bottom to the top. */
  function sync(wanted) {
    dropLayers(wanted);
    for (const [id, next] of Object.entries(wanted.sources)) syncSource(id, next);
    for (const id of Object.keys(sources)) if (!wanted.sources[id] && map.getSource(id)) map.removeSource(id);
    syncLayers(wanted.layers);
    sources = wanted.sources;
    layers = wanted.layers;
  }

  // Layers go first: a source that still has layers cannot be taken away.
  function dropLayers(wanted) {
    const stays = new Map(wanted.layers.map((layer) => [layer.id, layer]));
    for (const layer of layers) {
      const next = stays.get(layer.id);
      const isReplaced = !next || next.type !== layer.type || next.source !== layer.source || next["source-layer"] !== layer["source-layer"] || isNewSource(layer.source, wanted);
      if (isReplaced && map.getLayer(layer.id)) map.removeLayer(layer.id);
    }
  }

  function isNewSource(id, wanted) {
    const old = sources[id];
    const next = wanted.sources[id];
    return old && next && !same(withoutTiles(old.spec), withoutTiles(next.spec));
  }

  function syncSource(id, next) {
    const old = sources[id];
    const there = map.getSource(id);
    if (there && old && same(withoutTiles(old.spec), withoutTiles(next.spec))) {
      if (next.spec.tiles && !same(old.spec.tiles, next.spec.tiles)) there.setTiles(next.spec.tiles);
      if (next.data && next.data !== old.data) there.setData(next.data);
      return;
    }
    if (there) map.removeSource(id);
    map.addSource(id, next.data ? { ...next.spec, data: next.data } : next.spec);
  }

  function syncLayers(wanted) {
    const known = new Map(layers.map((layer) => [layer.id, layer]));
    let above;
    for (const layer of [...wanted].reverse()) {
      if (map.getLayer(layer.id)) change(layer, known.get(layer.id));
      else map.addLayer(layer, above);
      above = layer.id;
    }
  }

  function change(next, old) {
    if (same(next, old)) return;
    for (const name of new Set([...paintNames(next), ...paintNames(old)])) {
      if (!same(next.paint?.[name], old?.paint?.[name])) map.setPaintProperty(next.id, name, next.paint?.[name]);
    }
    for (const name of new Set([...Object.keys(next.layout ?? {}), ...Object.keys(old?.layout ?? {})])) {
      if (!same(next.layout?.[name], old?.layout?.[name])) map.setLayoutProperty(next.id, name, next.layout?.[name]);
    }
    if (!same(next.filter, old?.filter)) map.setFilter(next.id, next.filter ?? null);
    if (next.minzoom !== old?.minzoom || next.maxzoom !== old?.maxzoom) map.setLayerZoomRange(next.id, next.minzoom ?? 0, next.maxzoom ?? 24);
  }

  return { sync };
}

const withoutTiles = ({ tiles, ...rest }) => rest;
