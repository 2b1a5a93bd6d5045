// Photos: a grid, and a viewer with zoom, keyboard, and before and after side by side.
import { cx, html, useEffect, useRef, useState } from "./html.js";
import { time } from "./format.js";
import { Icon } from "./icons.js";
import { mediaURL } from "./media.js";
import { useModal } from "./dialog.js";
import { photoKindName } from "./terms.js";
import { t } from "./texts.js";

export { mediaURL };

const words = (photo, index) => [photoKindName(photo.kind) || t("photo.number", { number: index + 1 }), photo.addedAt && time(photo.addedAt)].filter(Boolean).join(" · ");

export function PhotoGrid({ photos, small, empty }) {
  const [open, setOpen] = useState(null);
  if (photos.length === 0) return html`<p class="faint">${empty ?? t("photo.none")}</p>`;
  return html`<ul class=${cx("photos", small && "photos-small")} role="list">
    ${photos.map((photo, index) => html`<li key=${`${photo.media}${photo.kind}`}><button type="button" class="photo" onClick=${() => setOpen(index)}>
      <${Picture} media=${photo.media} form="thumb" alt=${words(photo, index)} />${!small && html`<span class="photo-kind">${photoKindName(photo.kind)}</span>`}</button></li>`)}
    ${open !== null && html`<${PhotoViewer} photos=${photos} at=${open} onClose=${() => setOpen(null)} />`}
  </ul>`;
}

/** A picture that says so when it cannot be read. */
export function Picture({ media, form = "medium", alt }) {
  const [isBroken, setBroken] = useState(false);
  useEffect(() => setBroken(false), [media]);
  if (isBroken) return html`<span class="photo-broken"><${Icon} name="photo" size=${20} />${t("photo.broken")}</span>`;
  return html`<img src=${mediaURL(media, form)} alt=${alt} loading="lazy" decoding="async" onError=${() => setBroken(true)} />`;
}

/** The state before and after, side by side at the same size: what a check compares. */
export function BeforeAfter({ before, after }) {
  const column = (title, photos) => html`<section><h3>${title}</h3><${PhotoGrid} photos=${photos} empty=${t("photo.noneOfKind")} /></section>`;
  return html`<div class="before-after">${column(photoKindName("before"), before)}${column(photoKindName("after"), after)}</div>`;
}

export function PhotoViewer({ photos, at: first, onClose }) {
  const [at, setAt] = useState(first);
  const [isPaired, setPaired] = useState(false);
  const element = useModal(true, onClose);
  const step = (by) => setAt((old) => (old + by + photos.length) % photos.length);
  const pair = [photos.find((photo) => photo.kind === "before"), [...photos].reverse().find((photo) => photo.kind === "after")];
  const canPair = pair.every(Boolean);
  const keys = (event) => {
    const moves = { ArrowRight: 1, ArrowLeft: -1 };
    if (event.key in moves) step(moves[event.key]);
    else if (event.key === "c" && canPair) setPaired(!isPaired);
  };
  const shown = isPaired ? pair : [photos[at]];
  return html`<dialog class="viewer" ref=${element} aria-label=${t("photo.viewer")} onKeyDown=${keys}>
    <header class="viewer-head"><span aria-live="polite">${isPaired ? t("photo.compare") : `${words(photos[at], at)} (${at + 1}/${photos.length})`}</span>
      ${canPair && html`<button type="button" class="btn btn-sm" aria-pressed=${String(isPaired)} onClick=${() => setPaired(!isPaired)}>${t("photo.compare")}</button>`}
      <button type="button" class="icon-button" data-autofocus aria-label=${t("common.close")} onClick=${onClose}><${Icon} name="close" size=${20} /></button></header>
    <div class=${cx("viewer-stage", isPaired && "viewer-pair")}>${shown.map((photo, index) => html`<${Zoomable} key=${`${photo.media}${index}`} photo=${photo} alt=${words(photo, index)} label=${isPaired && photoKindName(photo.kind)} />`)}</div>
    ${!isPaired && photos.length > 1 && html`<button type="button" class="viewer-step viewer-back" aria-label=${t("photo.previous")} onClick=${() => step(-1)}><${Icon} name="left" size=${20} /></button>
      <button type="button" class="viewer-step viewer-next" aria-label=${t("photo.next")} onClick=${() => step(1)}><${Icon} name="right" size=${20} /></button>`}
  </dialog>`;
}

const zoomMax = 6;

// Wheel or + and − zoom, dragging moves, a double click goes back and forth.
function Zoomable({ photo, alt, label }) {
  const [view, setView] = useState({ scale: 1, x: 0, y: 0 });
  const drag = useRef(null);
  const zoom = (factor) => setView((old) => {
    const scale = Math.min(zoomMax, Math.max(1, old.scale * factor));
    return scale === 1 ? { scale: 1, x: 0, y: 0 } : { ...old, scale };
  });
  const move = (event) => {
    if (!drag.current) return;
    const { x, y } = drag.current;
    setView((old) => ({ ...old, x: old.x + event.clientX - x, y: old.y + event.clientY - y }));
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const grab = (event) => {
    if (view.scale === 1) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  return html`<figure class="zoomable" onWheel=${(event) => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2); }} onPointerDown=${grab} onPointerMove=${move}
      onPointerUp=${() => { drag.current = null; }} onDblClick=${() => zoom(view.scale > 1 ? 0 : 2.5)}>
    <div class="zoom-inner" style=${{ transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}><${Picture} media=${photo.media} form="medium" alt=${alt} /></div>
    ${label && html`<figcaption>${label}</figcaption>`}
    <div class="zoom-buttons"><button type="button" class="icon-button" aria-label=${t("photo.zoomIn")} onClick=${() => zoom(1.5)}><${Icon} name="plus" /></button>
      <button type="button" class="icon-button" aria-label=${t("photo.zoomOut")} onClick=${() => zoom(1 / 1.5)}><${Icon} name="minus" /></button></div></figure>`;
}
