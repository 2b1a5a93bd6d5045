// The map: the city's own layers on a pale ground, with or without an outside picture below. Loaded when first shown.
import { cx, html, useEffect, useRef, useState } from "./html.js";
import { get } from "./api.js";
import { ErrorState } from "./states.js";
import { language, t } from "./texts.js";
import { useStore } from "./store.js";
import { drawingStyle, startDrawing } from "./map/draw.js";
import { createMap, motion, name, paintGround } from "./map/engine.js";
import { Buttons, DrawHint, Legend, Tip } from "./map/frame.js";
import { styleOf } from "./map/kinds.js";
import { mapColors } from "./map/palette.js";
import { providePictures } from "./map/pictures.js";
import { watchPointer } from "./map/pick.js";
import { makeStates } from "./map/states.js";
import { makeSheet } from "./map/sync.js";
import { add } from "./texts.js";
import texts from "../texts/map-kit.js";

add(texts);

export { mapColors };
export { boundsOf, isInside } from "./map/shape.js";

/**
 * `layers` say what is shown. `onSelect({ layer, id, properties, lngLat, point })`, or with `ids` for a group at one
 * place; `onGround`, `onContext` for bare places. `view` and `onView` keep { center, zoom } outside; `fit` is flown to.
 */
export function CityMap(props) {
  const { label, layers = [], selected, fit, view, legend, draw, shape, controls = true, painters, children, class: className } = props;
  const frame = useRef(null);
  const latest = useRef(props);
  latest.current = props;
  const [engine, setEngine] = useState(null);
  const [failure, setFailure] = useState(null);
  const [attempt, setAttempt] = useState(0);
  const [hidden, setHidden] = useState(() => new Set(layers.filter((layer) => layer.hidden).map((layer) => layer.id)));
  const [tip, setTip] = useState(null);
  const [look, setLook] = useState(0);
  const drawing = useRef({ tool: null, data: undefined, isDrawing: false });
  const [drawState, setDrawState] = useState({ isOpen: true, count: 0 });
  const hits = useRef([]);
  const first = useRef(null);
  useStore(language);

  useEffect(() => {
    const repaint = () => setLook((old) => old + 1);
    window.addEventListener("themechange", repaint);
    return () => window.removeEventListener("themechange", repaint);
  }, []);

  useEffect(() => {
    if (!engine) return;
    const style = styleOf(layers, { selected, hidden });
    const ink = drawingStyle(drawing.current.data);
    hits.current = style.hits;
    paintGround(engine.map);
    engine.sheet.sync({ sources: { ...style.sources, ...ink.sources }, layers: [...style.layers, ...ink.layers] });
    engine.tellStates(layers.filter((layer) => layer.values && !hidden.has(layer.id)).map((layer) => ({ source: layer.source ?? layer.id, sourceLayer: layer.sourceLayer, values: layer.values })));
  }, [engine, layers, selected?.layer, selected?.id, hidden, look]);

  useEffect(() => {
    if (!engine || !draw) return undefined;
    const show = (data) => {
      drawing.current.data = data;
      // A map that was taken away has no style any more.
      if (engine.map.style) engine.map.getSource("drawing")?.setData(data);
    };
    const tool = startDrawing(engine.map, { mode: draw, shape: latest.current.shape, show, onState: setDrawState, onShape: (next) => latest.current.onShape?.(next) });
    Object.assign(drawing.current, { tool, isDrawing: true });
    return () => {
      Object.assign(drawing.current, { tool: null, isDrawing: false });
      tool.stop();
    };
  }, [engine, draw]);

  useEffect(() => drawing.current.tool?.setShape(shape), [JSON.stringify(shape ?? null)]);
  useEffect(() => {
    if (engine && label) name(engine.map, label);
  }, [engine, label]);
  useFlights(engine, { fit, view, first, padding: roomFor(props) });

  // Last, so that what draws on the map is put away before the map is.
  useEffect(() => {
    let isGone = false;
    let made = null;
    const container = document.createElement("div");
    container.className = "map-ground";
    frame.current.prepend(container);
    first.current = latest.current.fit?.join();
    createMap(container, { view: latest.current.view, fit: latest.current.fit, label: latest.current.label, padding: roomFor(latest.current) })
      .then((map) => {
        made = map;
        if (isGone) return map.remove();
        // For those who test the page.
        frame.current.cityMap = map;
        return whenStyled(map, () => !isGone && setEngine(begin(map, latest, hits, drawing, setTip, painters)));
      })
      .catch((error) => !isGone && setFailure(error));
    return () => {
      isGone = true;
      setEngine(null);
      made?.remove();
      container.remove();
    };
  }, [attempt]);

  const { tool } = drawing.current;
  return html`<div class=${cx("city-map", className, draw && "is-drawing", controls === false && "is-still")} ref=${frame}>
    ${engine && controls && html`<${Buttons} map=${engine.map} home=${typeof controls === "object" ? controls.home : undefined} />`}
    ${engine && legend && html`<${Legend} layers=${layers} hidden=${hidden} onHidden=${setHidden} />`}
    ${engine && draw && html`<${DrawHint} mode=${draw} state=${drawState} onFinish=${() => tool?.finish()} onUndo=${() => tool?.undo()} /><div class="map-cross" aria-hidden="true"></div>`}
    ${tip?.words && html`<${Tip} tip=${tip} width=${frame.current?.clientWidth ?? 0} />`}
    ${!engine && !failure && html`<div class="map-wait" role="status">${t("common.loading")}</div>`}
    ${failure && html`<div class="map-failed"><${ErrorState} error=${asError(failure)} onRetry=${() => { setFailure(null); setAttempt(attempt + 1); }} /></div>`}
    ${engine ? typeof children === "function" ? children(engine) : children : null}
  </div>`;
}

// The outside picture may be slow or down: our layers come as soon as the style is there, not when all pictures are.
const whenStyled = (map, then) => (map.isStyleLoaded() ? then() : map.once("style.load", then));

function begin(map, latest, hits, drawing, setTip, painters) {
  providePictures(map, painters);
  const tipOf = (found) => {
    const layer = found && latest.current.layers?.find((each) => each.id === found.layer);
    const words = layer?.tip?.(found.properties);
    setTip(words ? { words, point: found.point } : null);
  };
  watchPointer(map, () => ({
    hits: hits.current, isDrawing: drawing.current.isDrawing, onHover: tipOf,
    onSelect: latest.current.onSelect, onGround: latest.current.onGround, onContext: latest.current.onContext,
  }));
  map.on("moveend", () => latest.current.onView?.(viewOf(map)));
  map.on("error", ({ error }) => hearError(map, error));
  const engine = { map, sheet: makeSheet(map), tellStates: makeStates(map) };
  if (latest.current.controls === false) for (const each of [map.dragPan, map.scrollZoom, map.boxZoom, map.doubleClickZoom, map.touchZoomRotate, map.keyboard]) each.disable();
  latest.current.onReady?.(engine);
  return engine;
}

export const viewOf = (map) => ({ center: map.getCenter().toArray(), zoom: map.getZoom(), bounds: map.getBounds().toArray().flat() });

let asking = null;

// Tiles are read by the library itself. When the session has ended the usual sign-in opens; then the tiles are read anew.
async function hearError(map, error) {
  if (error?.status !== 401 || asking) return;
  asking = get("/session").catch(() => null);
  const me = await asking;
  asking = null;
  if (!me || !map.style) return;
  for (const [id, source] of Object.entries(map.getStyle().sources)) if (source.type === "vector") map.getSource(id).setTiles(source.tiles);
}

// What is drawn must not begin below the hint that says how.
const roomFor = ({ draw }) => (draw ? { top: 72, right: 56, bottom: 40, left: 40 } : 40);

function useFlights(engine, { fit, view, first, padding }) {
  useEffect(() => {
    // What the map began with is seen already; all that is wished later is flown to.
    if (engine && fit && fit.join() !== first.current) engine.map.fitBounds(fit, { padding, maxZoom: 17, duration: motion(500) });
    if (engine) first.current = undefined;
  }, [engine, fit?.join()]);
  useEffect(() => {
    if (!engine || !view) return;
    const { center, zoom } = viewOf(engine.map);
    const isThere = Math.abs(center[0] - view.center[0]) < 1e-5 && Math.abs(center[1] - view.center[1]) < 1e-5 && Math.abs(zoom - view.zoom) < 0.01;
    if (!isThere && !engine.map.isMoving()) engine.map.jumpTo(view);
  }, [engine, view?.center.join(), view?.zoom]);
}

// A device without WebGL, or a library that did not come: said in words, with what else can be done.
const asError = (error) => (/webgl/i.test(String(error?.message)) ? { message: t("map.noWebGL") } : error?.status || error?.offline ? error : { message: t("map.notLoaded"), offline: true });
