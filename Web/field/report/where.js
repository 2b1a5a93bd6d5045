// Where a report lies: from the photo, from the phone, or from a finger on the map.
import { html, useEffect, useState } from "../../kit/html.js";
import { coordinates, metres } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { ground, gridAt, loadAround } from "../ground.js";
import { FieldMap } from "../map/field-map.js";
import { Over } from "../work/over.js";
import { distanceM, poorAccuracyM, retryPosition } from "../position.js";

const freshPhotoMS = 10 * 60e3;
const farM = 200;

/** The place that photos just taken suggest, or null to keep what is there. The person's own finger always wins. */
export function placeFromPhotos(item, photos, phone) {
  if (["map", "part", "photo"].includes(item.placeFrom)) return null;
  const placed = photos.find((photo) => photo.place);
  const isFresh = photos.every((photo) => Date.now() - photo.takenAt < freshPhotoMS);
  if (isFresh && phone && phone.accuracyM <= poorAccuracyM) return fromPhone(phone, true);
  if (placed) return { placeFrom: "photo", accuracyM: placed.place.accuracyM, body: { place: { lng: placed.place.lng, lat: placed.place.lat } } };
  return isFresh && phone ? fromPhone(phone, true) : null;
}

export const fromPhone = (phone, isFixed = false) =>
  ({ placeFrom: isFixed ? "phone" : "moving", accuracyM: phone.accuracyM, body: { place: { lng: phone.lng, lat: phone.lat } } });

/** Follows the phone until a photo is taken or the person sets the place. */
export function useMovingPlace(item, set, phone) {
  useEffect(() => {
    if (!item || !phone || (item.placeFrom && item.placeFrom !== "moving")) return;
    const before = item.body.place;
    if (before && distanceM(before, phone) < 2 && item.accuracyM <= phone.accuracyM) return;
    set(fromPhone(phone), { quiet: true });
  }, [item?.placeFrom, phone?.at]);
}

const sourceWords = () => ({
  moving: t("field.where.phone"), phone: t("field.where.phone"), photo: t("field.where.photo"), map: t("field.where.map"), part: t("field.where.part"),
});

export function WhereField({ item, set, phone, trouble, error }) {
  const [isOpen, setOpen] = useState(false);
  useStore(ground);
  const { place } = item.body;
  useEffect(() => {
    if (place) loadAround([place]);
  }, [place?.lng.toFixed(2), place?.lat.toFixed(2)]);
  const grid = place && gridAt(place);
  const isPoor = place && ["moving", "phone"].includes(item.placeFrom) && item.accuracyM > poorAccuracyM;
  const away = place && item.placeFrom === "photo" && phone ? distanceM(place, phone) : 0;
  const usePhone = () => set(fromPhone(phone, true));
  return html`<section class="field-section" aria-label=${t("field.where.label")}>
    <div class="field-where">
      ${place && html`<${FieldMap} label=${t("field.where.mapOf")} center=${place} pin=${place} still=${true} zoom=${15.5} className="field-where-map" />`}
      <div class="field-where-words">
        ${place
          ? html`<p><strong>${sourceWords()[item.placeFrom]}</strong>${item.accuracyM > 0 && ` ±${metres(item.accuracyM)}`}</p>
            <p class="faint">${grid ? t("field.where.grid", { code: grid.code }) : html`<span class="code">${coordinates(place.lng, place.lat)}</span>`}</p>`
          : html`<p role="status">${trouble ? troubleWords(trouble) : t("field.where.looking")}</p>`}
        <button type="button" class="btn" onClick=${() => setOpen(true)}><${Icon} name="pin" /> ${place ? t("field.where.change") : t("field.where.set")}</button>
        ${!place && trouble && html`<button type="button" class="btn" onClick=${retryPosition}>${t("common.retry")}</button>`}
      </div>
    </div>
    ${isPoor && html`<p class="field-note field-note-warn"><${Icon} name="warn" /> ${t("field.where.poor", { distance: metres(item.accuracyM) })}</p>`}
    ${away > farM && html`<p class="field-note"><${Icon} name="info" /> ${t("field.where.away", { distance: metres(away) })} <button type="button" class="btn" onClick=${usePhone}>${t("field.where.usePhone")}</button></p>`}
    ${error && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${error}</p>`}
    ${isOpen && html`<${PlacePicker} place=${place} phone=${phone} onClose=${() => setOpen(false)}
      onPlace=${(chosen) => { set({ placeFrom: "map", accuracyM: null, body: { place: chosen } }); setOpen(false); }} />`}
  </section>`;
}

const troubleWords = (trouble) =>
  ({ denied: t("field.where.denied"), slow: t("field.where.slow"), missing: t("field.where.missing") })[trouble] ?? t("field.where.off");

/** A whole screen of map: move it under the cross. */
export function PlacePicker({ place, phone, onPlace, onClose }) {
  const [middle, setMiddle] = useState(place ?? phone ?? null);
  const [center, setCenter] = useState(place ?? phone ?? null);
  const known = useStore(ground);
  const grid = middle && gridAt(middle);
  const moved = (next, view) => {
    setMiddle(round(next));
    if (view.zoom >= 14) loadAround([next]);
  };
  return html`<${Over} label=${t("field.where.label")} onClose=${onClose}>
    <${FieldMap} label=${t("field.where.moveMap")} center=${center} me=${phone} parts=${[...known.parts.values()]} cross=${true} onMoved=${moved}
      onLocate=${phone && (() => setCenter({ ...phone, turn: Date.now() }))} />
    <div class="field-over-foot"><p role="status">${grid ? t("field.where.grid", { code: grid.code }) : middle ? html`<span class="code">${coordinates(middle.lng, middle.lat)}</span>` : t("field.where.moveMap")}</p>
      <div class="field-buttons"><button type="button" class="btn" onClick=${onClose}>${t("common.cancel")}</button>
        <button type="button" class="btn btn-primary" disabled=${!middle} onClick=${() => onPlace(middle)}>${t("field.where.here")}</button></div></div>
  <//>`;
}

const round = ({ lng, lat }) => ({ lng: Math.round(lng * 1e6) / 1e6, lat: Math.round(lat * 1e6) / 1e6 });
