// Drawing on the map: a point, a line, a polygon by its corners, a box by pulling. Mouse, finger and keyboard.
import { colors } from "./palette.js";
import { picture } from "./pictures.js";
import { boxPicture, geometryOf, picturesOf, place, pointPicture, ringsOf } from "./shape.js";

const empty = { type: "FeatureCollection", features: [] };
const part = (name) => ["==", ["get", "part"], name];

/** The layers of what is being drawn, above all others. */
export const drawingStyle = (data) => ({
  sources: { drawing: { spec: { type: "geojson" }, data: data ?? empty } },
  layers: [
    { id: "drawing-area", type: "fill", source: "drawing", filter: part("area"), paint: { "fill-color": colors().accent, "fill-opacity": 0.14 } },
    { id: "drawing-line", type: "line", source: "drawing", filter: part("line"), layout: { "line-join": "round" }, paint: { "line-color": colors().accent, "line-width": 2.5 } },
    { id: "drawing-middle", type: "circle", source: "drawing", filter: part("middle"), paint: { "circle-radius": 4, "circle-color": colors().paper, "circle-opacity": 0.8, "circle-stroke-color": colors().accent, "circle-stroke-width": 1.5 } },
    { id: "drawing-corner", type: "circle", source: "drawing", filter: part("corner"), paint: { "circle-radius": 6, "circle-color": colors().paper, "circle-stroke-color": colors().accent, "circle-stroke-width": 2.5 } },
    { id: "drawing-pin", type: "symbol", source: "drawing", filter: part("pin"), layout: { "icon-image": picture("pin", "accent"), "icon-anchor": "bottom", "icon-allow-overlap": true } },
  ],
});

/** Lets the reader draw. `onShape(shape)` gets what is whole; `show(features)` what is to be seen. Returns { setShape, finish, stop }. */
export function startDrawing(map, { mode, shape, onShape, show, onState }) {
  const tools = { point: drawPoint, box: drawBox, line: drawCorners, polygon: drawCorners };
  const canvas = map.getCanvas();
  canvas.classList.add("is-drawing");
  const tool = tools[mode](map, { mode, shape, onShape, show, onState: onState ?? (() => {}) });
  canvas.addEventListener("keydown", tool.keys);
  return {
    setShape: tool.setShape, finish: tool.finish ?? (() => {}), undo: tool.undo ?? (() => {}),
    stop() {
      canvas.classList.remove("is-drawing");
      canvas.removeEventListener("keydown", tool.keys);
      tool.stop();
      show(empty);
    },
  };
}

function listen(map, handlers) {
  const pairs = Object.entries(handlers);
  for (const [name, fn] of pairs) map.on(name, fn);
  return () => pairs.forEach(([name, fn]) => map.off(name, fn));
}

const isAdding = (event) => event.key === " " || event.key === "Spacebar";

function drawPoint(map, { shape, onShape, show }) {
  show(pointPicture(shape));
  const put = (lngLat) => {
    const point = { type: "Point", coordinates: place(lngLat) };
    show(pointPicture(point));
    onShape(point);
  };
  const stop = listen(map, { click: (event) => put(event.lngLat) });
  return {
    stop, setShape: (next) => show(pointPicture(next)),
    keys(event) {
      if (!isAdding(event) && event.key !== "Enter") return;
      event.preventDefault();
      put(map.getCenter());
    },
  };
}

function drawBox(map, { shape, onShape, show }) {
  let from = null;
  let box = shape ?? null;
  show(boxPicture(box));
  map.dragPan.disable();
  map.boxZoom.disable();
  const pull = (lngLat) => {
    const [lng, lat] = place(lngLat);
    box = [Math.min(from[0], lng), Math.min(from[1], lat), Math.max(from[0], lng), Math.max(from[1], lat)];
    show(boxPicture(box));
  };
  const begin = (event) => {
    if (event.originalEvent.button > 0 || event.originalEvent.touches?.length > 1) return;
    event.preventDefault();
    from = place(event.lngLat);
  };
  const end = (event) => {
    if (!from) return;
    if (event.lngLat) pull(event.lngLat);
    from = null;
    if (box && box[2] > box[0] && box[3] > box[1]) onShape(box);
  };
  const move = (event) => from && pull(event.lngLat);
  const stop = listen(map, { mousedown: begin, touchstart: begin, mousemove: move, touchmove: move, mouseup: end, touchend: end });
  return {
    stop() {
      stop();
      map.dragPan.enable();
      map.boxZoom.enable();
    },
    setShape(next) {
      box = next ?? null;
      show(boxPicture(box));
    },
    // By keyboard the first corner and the last are set at the middle of the map, which the arrows move.
    keys(event) {
      if (event.key === "Escape" && from) {
        event.preventDefault();
        from = null;
        show(boxPicture(null));
      }
      if (!isAdding(event) && event.key !== "Enter") return;
      event.preventDefault();
      if (from) end({ lngLat: map.getCenter() });
      else from = place(map.getCenter());
    },
  };
}

function drawCorners(map, { mode, shape, onShape, show, onState }) {
  let rings = ringsOf(mode, shape);
  let isOpen = rings.length === 0;
  let wasMulti = shape?.type === "MultiPolygon";
  let tip = null;
  let held = null;
  const least = mode === "line" ? 2 : 3;
  const points = () => (rings[0] ??= { polygon: 0, points: [] }).points;
  const draw = () => {
    show(picturesOf(mode, rings, { isOpen, tip }));
    onState({ isOpen, count: isOpen ? points().length : null });
  };
  const tell = () => onShape(geometryOf(mode, rings, wasMulti));
  map.doubleClickZoom.disable();
  draw();

  const add = (lngLat) => {
    points().push(place(lngLat));
    draw();
  };
  const finish = () => {
    if (!isOpen || points().length < least) return;
    isOpen = false;
    tip = null;
    draw();
    tell();
  };
  const undo = () => {
    if (!isOpen) return;
    points().pop();
    draw();
  };
  const found = (event, reach) => {
    const { x, y } = event.point;
    const layers = ["drawing-corner", "drawing-middle"].filter((id) => map.getLayer(id));
    return map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers })[0]?.properties;
  };
  const click = (event) => {
    if (!isOpen) return;
    const hit = found(event, 8);
    if (hit?.part === "corner" && hit.index === 0 && points().length >= least) return finish();
    add(event.lngLat);
  };
  const doubleClick = (event) => {
    event.preventDefault();
    if (!isOpen) return;
    // The two clicks of the double click have each set a corner.
    if (points().length > least) points().pop();
    finish();
  };
  const hold = (event) => {
    if (isOpen || event.originalEvent.button > 0) return;
    const hit = found(event, event.originalEvent.touches ? 18 : 8);
    if (!hit) return;
    event.preventDefault();
    const ring = rings[hit.ring].points;
    if (hit.part === "middle") ring.splice(hit.index, 0, place(event.lngLat));
    held = { ring, index: hit.index };
    draw();
  };
  const move = (event) => {
    if (held) held.ring[held.index] = place(event.lngLat);
    else if (isOpen && points().length) tip = place(event.lngLat);
    else return;
    draw();
  };
  const release = () => {
    if (!held) return;
    held = null;
    tell();
  };
  // A right click, or a long press, takes a corner away.
  const drop = (event) => {
    const hit = !isOpen && found(event, 10);
    if (!hit || hit.part !== "corner" || rings[hit.ring].points.length <= least) return;
    event.preventDefault();
    rings[hit.ring].points.splice(hit.index, 1);
    draw();
    tell();
  };
  const stop = listen(map, {
    click, dblclick: doubleClick, mousedown: hold, touchstart: hold, mousemove: move, touchmove: move, mouseup: release, touchend: release, contextmenu: drop,
  });
  return {
    finish, undo,
    stop() {
      stop();
      map.doubleClickZoom.enable();
    },
    setShape(next) {
      if (JSON.stringify(geometryOf(mode, rings, wasMulti)) === JSON.stringify(next ?? null)) return;
      rings = ringsOf(mode, next);
      wasMulti = next?.type === "MultiPolygon";
      isOpen = rings.length === 0;
      tip = null;
      draw();
    },
    keys(event) {
      const does = { " ": () => isOpen && add(map.getCenter()), Enter: finish, Backspace: undo }[event.key];
      if (!does) return;
      event.preventDefault();
      does();
    },
  };
}
