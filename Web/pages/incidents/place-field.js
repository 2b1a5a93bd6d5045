// Where it is: a click on the map, or the numbers.
import { html, useId, useMemo } from "../../kit/html.js";
import { Field, NumberField } from "../../kit/form.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { t } from "../../kit/texts.js";

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
const around = ({ lng, lat }) => [lng - 0.009, lat - 0.007, lng + 0.009, lat + 0.007];
const isSet = (place) => place?.lng !== undefined && place?.lat !== undefined;

/** `begin` is the place, and `bounds` the area, that the map shows first. */
export function PlaceField({ form, begin, bounds }) {
  const id = useId("place");
  const ground = useGround();
  const { place } = form.values;
  const shape = isSet(place) ? { type: "Point", coordinates: [place.lng, place.lat] } : null;
  const fit = useMemo(() => (isSet(begin) ? around(begin) : bounds ?? undefined), [begin?.lng, begin?.lat, bounds?.join()]);
  const take = (made) => made && form.set("place", { lng: round(made.coordinates[0]), lat: round(made.coordinates[1]) });
  return html`<${Field} id=${id} group name="place" label=${t("incidents.place")} hint=${t("incidents.placeHint")} error=${form.errors.place}>
    <div class="incident-place-map"><${CityMap} label=${t("incidents.placeMap")} layers=${ground} draw="point" shape=${shape} onShape=${take} fit=${fit} /></div>
    <div class="incident-place-numbers"><${NumberField} form=${form} name="place.lng" label=${t("incidents.lng")} /><${NumberField} form=${form} name="place.lat" label=${t("incidents.lat")} />
      <button type="button" class="btn" disabled=${!isSet(place)} onClick=${() => form.set("place", {})}>${t("incidents.placeDrop")}</button></div><//>`;
}

/** What the API takes; half a place is none. */
export const placeOf = (place) => (isSet(place) ? { lng: place.lng, lat: place.lat } : undefined);

export const placeTrouble = (place) => ((place?.lng === undefined) !== (place?.lat === undefined) ? t("form.required") : null);
