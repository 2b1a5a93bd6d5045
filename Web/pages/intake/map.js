// The map beside the form: a click is the place; what was reported around it is there too.
import { html, useMemo } from "../../kit/html.js";
import { CityMap } from "../../kit/map.js";
import { t } from "../../kit/texts.js";

export function IntakeMap({ place, fit, onPoint, similar, caller, disabled }) {
  const cases = useMemo(() => rowsOf(similar, caller), [similar, caller]);
  const layers = [
    { id: "areas", title: t("intake.layerAreas"), kind: "areas", tiles: "/tiles/places", sourceLayer: "areas", label: "name", opacity: 0 },
    { id: "grids", title: t("intake.layerGrids"), kind: "areas", tiles: "/tiles/places", sourceLayer: "grids", minZoom: 13, opacity: 0, label: "name", labelFrom: 15 },
    { id: "cases", title: t("intake.layerCases"), kind: "points", data: cases, icon: "lamp" },
  ];
  const shape = place ? { type: "Point", coordinates: [place.lng, place.lat] } : null;
  const target = fit ?? (place ? around(place) : undefined);
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
