// The photos of a report or an action: the camera first, the gallery beside it, each photo with its kind.
import { cx, html, useId, useRef, useState } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { bytes, clockTime } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { photoKindName } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { photosMax } from "../taking.js";

/** `taking` comes from usePhotos; `kinds` are those to choose from, the first is what new photos are. */
export function PhotoStrip({ taking, kinds, kind = kinds[0], label, onTaken, hint, error, small = false }) {
  const [open, setOpen] = useState(null);
  const { photos, busy, add } = taking;
  const mine = photos.filter((photo) => kinds.includes(photo.kind));
  const take = async (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    const taken = await add(files, kind);
    if (taken.length) onTaken?.(taken);
  };
  const isFull = photos.length >= photosMax;
  const shown = photos.find((photo) => photo.id === open);
  return html`<section class="field-photos" aria-label=${label}>
    <div class="field-photo-row">
      ${mine.map((photo, index) => html`<button type="button" class="field-photo" key=${photo.id} onClick=${() => setOpen(photo.id)}>
        <img src=${photo.url} alt=${t("field.photo.alt", { number: index + 1, kind: photoKindName(photo.kind) })} /><span>${photoKindName(photo.kind)}</span></button>`)}
      ${busy && html`<span class="field-photo field-photo-busy" role="status">${t("field.photo.busy")}</span>`}
      ${!isFull && html`<${Shutter} label=${label} onChange=${take} isFirst=${mine.length === 0 && !small} />`}
    </div>
    ${hint && mine.length === 0 && html`<p class="field-hint">${hint}</p>`}
    ${error && html`<p class="field-error"><${Icon} name="error" /> ${error}</p>`}
    ${shown && html`<${PhotoSheet} photo=${shown} kinds=${kinds} taking=${taking} onClose=${() => setOpen(null)} />`}
  </section>`;
}

function Shutter({ label, onChange, isFirst }) {
  const camera = useId("camera");
  const gallery = useId("gallery");
  return html`<div class=${cx("field-shutter", isFirst && "field-shutter-first")}>
    <label class="field-shot" for=${camera}><${Icon} name="camera" size=${isFirst ? 32 : 24} /><span>${t("field.photo.take")}</span>
      <input id=${camera} class="visually-hidden" type="file" accept="image/*" capture="environment" aria-label=${t("field.photo.takeFor", { label })} onChange=${onChange} /></label>
    <label class="field-shot field-shot-quiet" for=${gallery}><${Icon} name="photo" size=${24} /><span>${t("field.photo.choose")}</span>
      <input id=${gallery} class="visually-hidden" type="file" accept="image/*" multiple aria-label=${t("field.photo.chooseFor", { label })} onChange=${onChange} /></label>
  </div>`;
}

function PhotoSheet({ photo, kinds, taking, onClose }) {
  const isGone = useRef(false);
  const remove = async () => {
    if (isGone.current) return;
    isGone.current = true;
    await taking.remove(photo.id);
    onClose();
  };
  return html`<${Dialog} open=${true} size="large" title=${photoKindName(photo.kind)} onClose=${onClose} actions=${html`
      <button type="button" class="btn btn-danger" onClick=${remove}><${Icon} name="trash" /> ${t("common.delete")}</button>
      <button type="button" class="btn btn-primary" data-autofocus onClick=${onClose}>${t("common.ok")}</button>`}>
    <img class="field-photo-large" src=${photo.url} alt=${photoKindName(photo.kind)} />
    <p class="faint">${t("field.photo.facts", { time: clockTime(photo.takenAt), size: bytes(photo.size) })}
      ${photo.isShrunk && html` · ${t("field.photo.shrunk", { from: bytes(photo.from) })}`}</p>
    ${kinds.length > 1 && html`<div class="field-chips" role="group" aria-label=${t("field.photo.kind")}>${kinds.map((kind) => html`<button type="button" key=${kind} class="field-chip" aria-pressed=${String(kind === photo.kind)}
      onClick=${() => taking.setKind(photo.id, kind)}>${photoKindName(kind)}</button>`)}</div>`}
  <//>`;
}
