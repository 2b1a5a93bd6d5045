// What stands around a map: buttons, legend, the hint while drawing, the tip under the mouse.
import { cx, html, useId, useState } from "../html.js";
import { Icon } from "../icons.js";
import { city } from "../city.js";
import { t } from "../texts.js";
import { toast } from "../toast.js";
import { isShifted } from "./base.js";
import { motion } from "./engine.js";
import { colors } from "./palette.js";

/** Closer, farther, the whole city, where I am. */
export function Buttons({ map, home }) {
  const whole = () => {
    const bounds = home ?? city.get().map.bounds;
    if (bounds) map.fitBounds(bounds, { padding: 24, duration: motion(400) });
  };
  return html`<div class="map-buttons" role="group" aria-label=${t("map.move")}>
    <${MapButton} icon="plus" label=${t("map.closer")} onClick=${() => map.zoomIn({ duration: motion(200) })} />
    <${MapButton} icon="minus" label=${t("map.farther")} onClick=${() => map.zoomOut({ duration: motion(200) })} />
    <${MapButton} icon="globe" label=${t("map.whole")} onClick=${whole} />
    ${"geolocation" in navigator && html`<${MapButton} icon="locate" label=${t("map.here")} onClick=${() => goToMe(map)} />`}
  </div>`;
}

export const MapButton = ({ icon, label, onClick, pressed, showLabel, ...rest }) => html`<button type="button" class=${cx("map-button", pressed && "is-pressed", showLabel && "has-label")}
  aria-label=${showLabel ? undefined : label} title=${label} aria-pressed=${pressed === undefined ? undefined : String(pressed)} onClick=${onClick} ...${rest}><${Icon} name=${icon} size=${18} />${showLabel && html`<span>${label}</span>`}</button>`;

function goToMe(map) {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => map.easeTo({ center: [coords.longitude, coords.latitude], zoom: Math.max(16, map.getZoom()), duration: motion(600) }),
    () => toast(t("map.noPlace")),
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 },
  );
}

/** Which layers there are, what their marks mean, and a switch for each. */
export function Legend({ layers, hidden, onHidden }) {
  const [isOpen, setOpen] = useState(matchMedia("(min-width: 768px)").matches);
  const id = useId("legend");
  const flip = (layer) => {
    const next = new Set(hidden);
    if (!next.delete(layer)) next.add(layer);
    onHidden(next);
  };
  return html`<div class="map-legend">
    <${MapButton} icon="layers" label=${t("map.legend")} showLabel=${true} aria-expanded=${String(isOpen)} aria-controls=${id} onClick=${() => setOpen(!isOpen)} />
    ${isOpen && html`<ul id=${id}>${layers.filter((layer) => layer.title).map((layer) => html`<li key=${layer.id}>
      <label><input type="checkbox" checked=${!hidden.has(layer.id)} onChange=${() => flip(layer.id)} /> ${layer.title}</label>
      ${layer.keys && !hidden.has(layer.id) && html`<${Keys} keys=${layer.keys} />`}</li>`)}
      <${BaseNote} /></ul>`}
  </div>`;
}

/** What the marks mean: [{ color, label, shape: "dot" | "square" | "triangle" | "line" }]. */
export const Keys = ({ keys }) => html`<ul class="map-keys">${keys.map((key) => html`<li key=${key.label}>
  <span class=${`map-key map-key-${key.shape ?? "square"}`} style=${{ "--key": colors()[key.color] ?? key.color }} aria-hidden="true"></span>${key.label}</li>`)}</ul>`;

export const BaseNote = () => isShifted(city.get().map.base) && html`<li class="map-note">${t("map.shifted")}</li>`;

const drawWords = {
  mouse: { point: "map.drawPoint", box: "map.drawBox", line: "map.drawLine", polygon: "map.drawPolygon", change: "map.drawChange" },
  finger: { point: "map.touchPoint", box: "map.touchBox", line: "map.touchLine", polygon: "map.touchPolygon", change: "map.touchChange" },
};

export function DrawHint({ mode, state, onFinish, onUndo }) {
  const words = drawWords[matchMedia("(pointer: coarse)").matches ? "finger" : "mouse"];
  const isCorners = mode === "line" || mode === "polygon";
  return html`<div class="map-hint" role="status"><span>${t(words[isCorners && !state.isOpen ? "change" : mode])}</span>
    ${isCorners && state.isOpen && state.count > 0 && html`<button type="button" class="btn btn-sm" onClick=${onUndo}>${t("map.drawUndo")}</button>`}
    ${isCorners && state.isOpen && state.count >= (mode === "line" ? 2 : 3) && html`<button type="button" class="btn btn-sm btn-primary" onClick=${onFinish}>${t("map.drawFinish")}</button>`}</div>`;
}

/** Words beside the mouse; on the side where there is room. */
export function Tip({ tip, width }) {
  const isLeft = tip.point.x > width - 220;
  return html`<div class=${cx("map-tip", isLeft && "is-left")} style=${{ left: `${tip.point.x}px`, top: `${tip.point.y}px` }} aria-hidden="true">${tip.words}</div>`;
}
