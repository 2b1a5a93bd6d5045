// The map beside the form: a click is the place; what was reported around it is there too.
import { html, useMemo } from "../../kit/html.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { session } from "../../kit/session.js";
import { t } from "../../kit/texts.js";

export function IntakeMap({ place, fit, onPoint, similar, caller, disabled }) {
  const cases = useMemo(() => rowsOf(similar, caller), [similar, caller]);
  const ground = useGround();
  const own = useAreaBounds(session.get()?.area);
  const layers = [
    ...ground,
    { id: "cases", title: t("intake.layerCases"), kind: "points", data: cases, icon: "lamp" },
  ];
  const shape = place ? { type: "Point", coordinates: [place.lng, place.lat] } : null;
  const target = fit ?? (place ? around(place) : own ?? undefined);
  const take = (made) => made && !disabled && onPoint({ lng: round(made.coordinates[0]), lat: round(made.coordinates[1]) });
  return html`<div class="intake-map"><${CityMap} label=${t("intake.mapLabel")} layers=${layers} draw="point" shape=${shape} onShape=${take} fit=${target} /></div>`;
}

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
// Some 300 metres to each side: the street can be told, and the neighbours.
const around = ({ lng, lat }) => [lng - 0.0035, lat - 0.0025, lng + 0.0035, lat + 0.0025];

function rowsOf(similar, caller) {
  const all = [...(similar ?? []), ...(caller ?? [])].filter((row) => row.lng !== undefined);
  return [...new Map(all.map((row) => [row.id, { id: row.id, lng: row.lng, lat: row.lat, lamp: row.lamp, urgent: row.urgent }])).values()];
}
