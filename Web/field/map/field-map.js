// The field app's map: a canvas of our own, so that it is small, works without a line and on old phones.
import { cx, html, useEffect, useRef, useState } from "../../kit/html.js";
import { city } from "../../kit/city.js";
import { Icon } from "../../kit/icons.js";
import { recall, remember, useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { contrast } from "../settings.js";
import { ground } from "../ground.js";
import { draw } from "./draw.js";
import { gestures } from "./gestures.js";
import { fitted, moved, project, unproject, zoomed } from "./view.js";

const reach = 26;

/**
 * `center` and `fit` say where to look when they change; `onMoved(place, view)` tells the middle after a movement,
 * `onPick(thing)` what was tapped: { kind: "task" | "part" | "ground", … , place }, `onHold(place)` a long press.
 */
export function FieldMap({ label, tasks = [], parts = [], me, pin, way, center, fit, padding, selected, onMoved, onPick, onHold, cross = false, buttons = true, still = false, onLocate, zoom = 16, className, children }) {
  const frame = useRef(null);
  const canvas = useRef(null);
  const view = useRef(null);
  const known = useStore(ground);
  const isStrong = useStore(contrast);
  const { map } = useStore(city);
  const pictures = usePictures(() => paint());
  const facts = useRef({});
  facts.current = { layers: { base: map?.base, grids: [...known.grids.values()], mine: known.mine, parts, tasks, pin, way, me, selected, contrast: isStrong }, onMoved, onPick, onHold, cross };

  const paint = useFrame(() => {
    const pen = canvas.current?.getContext("2d");
    if (pen && view.current) draw(pen, view.current, facts.current.layers, pictures);
  });
  const settle = useSettle(() => {
    remember("field.view", { lng: view.current.lng, lat: view.current.lat, zoom: view.current.zoom });
    facts.current.onMoved?.(unproject(view.current, { x: view.current.width / 2, y: view.current.height / 2 }), view.current);
  });
  const see = (next, quiet = false) => {
    view.current = next;
    paint();
    if (!quiet) settle();
  };

  useEffect(() => {
    const element = frame.current;
    const size = () => {
      const ratio = Math.min(3, window.devicePixelRatio || 1);
      const { clientWidth: width, clientHeight: height } = element;
      if (!width || !height) return;
      canvas.current.width = Math.round(width * ratio);
      canvas.current.height = Math.round(height * ratio);
      view.current = { ...(view.current ?? firstView(map, center, zoom, width, height)), width, height, ratio };
      paint();
    };
    size();
    const watcher = new ResizeObserver(size);
    watcher.observe(element);
    const stop = still ? () => {} : gestures(element, {
      look: () => view.current, see,
      tap: (point) => facts.current.onPick?.(found(view.current, point, facts.current.layers)),
      hold: (point) => facts.current.onHold?.(unproject(view.current, point)),
    });
    return () => {
      watcher.disconnect();
      stop();
    };
  }, []);
  useEffect(() => {
    if (center && view.current) see({ ...view.current, lng: center.lng, lat: center.lat, zoom: center.zoom ?? Math.max(view.current.zoom, still ? zoom : 15) }, still);
  }, [center?.lng, center?.lat, center?.turn]);
  useEffect(() => {
    if (fit?.length && view.current) see(fitted(view.current, fit, padding), still);
  }, [fit]);
  useEffect(() => {
    const redraw = () => paint();
    window.addEventListener("themechange", redraw);
    return () => window.removeEventListener("themechange", redraw);
  }, []);
  useEffect(paint);

  const zoomBy = (by) => view.current && see(zoomed(view.current, by));
  const keys = (event) => {
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    // Before the frame has its size there is nothing to move.
    if (!view.current) return;
    if (steps[event.key]) see(moved(view.current, ...steps[event.key]));
    else if (event.key === "+" || event.key === "=") zoomBy(1);
    else if (event.key === "-") zoomBy(-1);
    else if (event.key === "Enter" && onPick) onPick(found(view.current, { x: view.current.width / 2, y: view.current.height / 2 }, facts.current.layers));
    else return;
    event.preventDefault();
  };
  return html`<div class=${cx("field-map", still && "field-map-still", className)}>
    <div class="field-map-frame" ref=${frame} role=${still ? "img" : "application"} aria-label=${label} tabindex=${still ? undefined : 0} onKeyDown=${still ? undefined : keys}>
      <canvas ref=${canvas} aria-hidden="true"></canvas>
      ${cross && html`<span class="field-map-cross" aria-hidden="true"></span>`}
    </div>
    ${map?.base?.attribution && html`<span class="field-map-credit">${map.base.attribution}</span>`}
    ${children}
    ${buttons && !still && html`<div class="field-map-buttons">
      <button type="button" aria-label=${t("field.map.zoomIn")} onClick=${() => zoomBy(1)}><${Icon} name="plus" size=${20} /></button>
      <button type="button" aria-label=${t("field.map.zoomOut")} onClick=${() => zoomBy(-1)}><${Icon} name="minus" size=${20} /></button>
      ${onLocate && html`<button type="button" aria-label=${t("field.map.locate")} onClick=${onLocate}><${Icon} name="locate" size=${20} /></button>`}
    </div>`}
  </div>`;
}

function firstView(map, center, zoom, width, height) {
  if (center) return { lng: center.lng, lat: center.lat, zoom };
  const kept = recall("field.view");
  if (kept) return kept;
  const bounds = map?.bounds;
  if (!bounds) return { lng: 110.8, lat: 32.6, zoom: 11 };
  return fitted({ lng: 0, lat: 0, zoom: 9, width, height }, [{ lng: bounds[0], lat: bounds[1] }, { lng: bounds[2], lat: bounds[3] }]);
}

/** What lies under a finger: a task before a part before the ground. */
function found(view, point, { tasks, parts }) {
  const place = unproject(view, point);
  const near = (things) => {
    let best = null;
    for (const thing of things) {
      const at = project(view, thing);
      const distance = Math.hypot(at.x - point.x, at.y - point.y);
      if (distance <= reach && (!best || distance < best.distance)) best = { thing, distance };
    }
    return best?.thing;
  };
  const task = near(tasks);
  if (task) return { kind: "task", task, place };
  const part = view.zoom >= 15 ? near(parts) : null;
  return part ? { kind: "part", part, place } : { kind: "ground", place };
}

function useFrame(work) {
  const latest = useRef(work);
  latest.current = work;
  const wanted = useRef(false);
  return useState(() => () => {
    if (wanted.current) return;
    wanted.current = true;
    requestAnimationFrame(() => {
      wanted.current = false;
      latest.current();
    });
  })[0];
}

function useSettle(work) {
  const latest = useRef(work);
  latest.current = work;
  const timer = useRef(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), 180);
  };
}

/** Pictures of the base, loaded once each; what does not come is left out. */
function usePictures(redraw) {
  const held = useRef(new Map());
  const latest = useRef(redraw);
  latest.current = redraw;
  return (url) => {
    const known = held.current.get(url);
    if (known) return known.isReady ? known.picture : null;
    if (held.current.size > 400) held.current.clear();
    const entry = { picture: new Image(), isReady: false };
    entry.picture.onload = () => {
      entry.isReady = true;
      latest.current();
    };
    entry.picture.src = url;
    held.current.set(url, entry);
    return null;
  };
}
