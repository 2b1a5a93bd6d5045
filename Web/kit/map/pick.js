// What the reader points at: things under the mouse or finger, groups that open, the right click and the long press.
import { motion } from "./engine.js";

const longPressMS = 550;

/** Listens on the map until the answer is called. `read()` gives the handlers and hits of now. */
export function watchPointer(map, read) {
  const under = (point, reach) => {
    const layers = read().hits.map(({ layer }) => layer).filter((id) => map.getLayer(id));
    const box = [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
    return layers.length ? map.queryRenderedFeatures(reach ? box : point, { layers }) : [];
  };
  const click = async (event) => {
    const { isDrawing, hits, onSelect, onGround } = read();
    if (isDrawing || event.defaultPrevented) return;
    const reach = event.originalEvent.pointerType === "touch" || matchMedia("(pointer: coarse)").matches ? 12 : 3;
    // Exactly below first: an area must not win over it, and a neighbour must not either.
    const feature = nearest(map, [...under(event.point, 0), ...under(event.point, reach)], event.point, hits);
    if (!feature) return onGround?.({ lngLat: event.lngLat, point: event.point });
    const { of } = hits.find(({ layer }) => layer === feature.layer.id);
    if (feature.properties.cluster_id !== undefined) await openGroup(map, feature, (ids, many) => onSelect?.({ layer: of, ids, many, lngLat: placeOf(feature) }));
    else onSelect?.({ layer: of, id: feature.id ?? feature.properties.id ?? feature.properties.code, properties: feature.properties, lngLat: placeOf(feature) ?? event.lngLat, point: event.point });
  };
  let asked = 0;
  const hover = (event) => {
    if (map.isMoving() || performance.now() - asked < 50) return;
    asked = performance.now();
    const { isDrawing, hits, onHover } = read();
    const feature = isDrawing ? null : nearest(map, under(event.point, 2), event.point, hits);
    map.getCanvas().classList.toggle("is-pointing", Boolean(feature));
    onHover?.(feature && { layer: hits.find(({ layer }) => layer === feature.layer.id).of, properties: feature.properties, point: event.point });
  };
  const leave = () => read().onHover?.(null);
  const context = (event) => {
    const { isDrawing, onContext } = read();
    if (!onContext || isDrawing || event.defaultPrevented) return;
    event.preventDefault();
    onContext({ lngLat: event.lngLat, point: event.point });
  };
  const handlers = { click, mousemove: hover, mouseout: leave, movestart: leave, contextmenu: context, ...longPress(context) };
  for (const [name, fn] of Object.entries(handlers)) map.on(name, fn);
  return () => {
    for (const [name, fn] of Object.entries(handlers)) map.off(name, fn);
  };
}

const placeOf = (feature) => {
  if (feature.geometry.type !== "Point") return null;
  const [lng, lat] = feature.geometry.coordinates;
  return { lng, lat };
};

// Points before lines before areas; among points the one nearest to the finger.
function nearest(map, features, point, hits) {
  const rank = { Point: 0, MultiPoint: 0, LineString: 1, MultiLineString: 1 };
  const order = (feature) => {
    const kind = rank[feature.geometry.type] ?? 2;
    if (kind !== 0) return [kind, -hits.findIndex(({ layer }) => layer === feature.layer.id)];
    const at = map.project(feature.geometry.coordinates);
    return [0, Math.hypot(at.x - point.x, at.y - point.y)];
  };
  return features.map((feature) => ({ feature, order: order(feature) })).sort((one, other) => one.order[0] - other.order[0] || one.order[1] - other.order[1])[0]?.feature;
}

/** A group opens by zooming in; one whose things lie at the same place is listed instead. */
async function openGroup(map, feature, onList) {
  const source = map.getSource(feature.source);
  const id = feature.properties.cluster_id;
  const zoom = await source.getClusterExpansionZoom(id);
  if (zoom <= Math.min(map.getMaxZoom(), 16)) {
    map.easeTo({ center: feature.geometry.coordinates, zoom: zoom + 0.3, duration: motion(400) });
    return;
  }
  const leaves = await source.getClusterLeaves(id, 200, 0);
  onList(leaves.map((leaf) => leaf.properties.id), leaves.map((leaf) => leaf.properties));
}

// Phones have no right button: holding still for half a second is the same.
function longPress(open) {
  let timer = null;
  let from = null;
  const cancel = () => clearTimeout(timer);
  return {
    touchstart(event) {
      cancel();
      if (event.originalEvent.touches.length > 1) return;
      from = event.point;
      timer = setTimeout(() => open({ lngLat: event.lngLat, point: event.point, preventDefault() {} }), longPressMS);
    },
    touchmove: (event) => from && Math.hypot(event.point.x - from.x, event.point.y - from.y) > 8 && cancel(),
    touchend: cancel,
    touchcancel: cancel,
    dragstart: cancel,
  };
}
