// The right place of a case: a click on the map, or the numbers.
import { html, useState } from "../../kit/html.js";
import { NumberField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { LazyMap } from "./lazy-map.js";

export function PlaceField({ form, name, item }) {
  const [isOpen, setOpen] = useState(false);
  const point = form.values[name] ?? {};
  const hasPoint = point.lng !== undefined && point.lat !== undefined;
  const shape = hasPoint ? { type: "Point", coordinates: [point.lng, point.lat] } : null;
  const take = (drawn) => {
    const at = drawn?.coordinates ?? drawn?.geometry?.coordinates;
    if (at) form.set(name, { lng: round(at[0]), lat: round(at[1]) });
  };
  if (!isOpen && !hasPoint) {
    return html`<div class="field" data-field=${name}><button type="button" class="btn" onClick=${() => setOpen(true)}><${Icon} name="pin" /> ${t("case.field.movePlace")}</button></div>`;
  }
  return html`<fieldset class="field" data-field=${name}><legend>${t("case.field.place")}</legend>
    <div class="place-map"><${LazyMap} label=${t("case.field.placeMap")} row=${item?.row} draw="point" shape=${shape} onShape=${take} /></div>
    <div class="place-numbers"><${NumberField} form=${form} name="place.lng" label=${t("case.field.lng")} /><${NumberField} form=${form} name="place.lat" label=${t("case.field.lat")} />
    <button type="button" class="btn btn-sm" onClick=${() => { form.set(name, undefined); setOpen(false); }}>${t("case.field.keepPlace")}</button></div></fieldset>`;
}

const round = (value) => Math.round(value * 1e6) / 1e6;
