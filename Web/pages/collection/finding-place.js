// Where it is: where the phone is, a click on the map, or the numbers.
import { html, useId, useMemo, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Field, NumberField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { boundsOf, CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { whereIAm } from "./position.js";

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
// Some 150 metres to each side: the house can be told.
const around = ({ lng, lat }) => [lng - 0.0018, lat - 0.0013, lng + 0.0018, lat + 0.0013];

export function FindingPlace({ form, grid }) {
  const id = useId("place");
  const [isLooking, setLooking] = useState(false);
  const [near, setNear] = useState(null);
  const found = useLoad((signal) => get(`/grids/${grid}`, null, { signal }), [grid]);
  const ground = useGround();
  const outline = useMemo(() => outlineOf(found.value), [found.value]);
  const { place } = form.values;
  const hasPlace = place?.lng !== undefined && place?.lat !== undefined;
  const shape = hasPlace ? { type: "Point", coordinates: [place.lng, place.lat] } : null;
  const look = async () => {
    setLooking(true);
    try {
      const here = await whereIAm();
      form.set("place", here);
      setNear(around(here));
    } catch (error) {
      toastError(error);
    }
    setLooking(false);
  };
  const take = (made) => made && form.set("place", { lng: round(made.coordinates[0]), lat: round(made.coordinates[1]) });
  const layers = [...ground, ...(outline ? [{ id: "walked-grid", title: t("collection.grid"), kind: "areas", data: outline, key: "code", width: 2, color: "accent", opacity: 0.08 }] : [])];
  const fit = useMemo(() => near ?? (found.value?.shape ? boundsOf(found.value.shape) : undefined), [near, found.value]);
  return html`<${Field} id=${id} group name="place" label=${t("collection.place")} required error=${form.errors.place}>
    <button type="button" class="btn place-here" disabled=${isLooking} onClick=${look}><${Icon} name="locate" /> ${isLooking ? t("collection.locating") : t("collection.placeHere")}</button>
    <p class="field-hint">${t("collection.placeHint")}</p>
    <div class="finding-map"><${CityMap} label=${t("collection.placeMap")} layers=${layers} draw="point" shape=${shape} onShape=${take} fit=${fit} /></div>
    <div class="row-2"><${NumberField} form=${form} name="place.lng" label=${t("collection.lng")} /><${NumberField} form=${form} name="place.lat" label=${t("collection.lat")} /></div><//>`;
}

const outlineOf = (grid) => (grid?.shape ? { type: "FeatureCollection", features: [{ type: "Feature", geometry: grid.shape, properties: { code: grid.code } }] } : null);
