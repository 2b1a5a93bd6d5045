// The incident on a map, and the units that have an order of it: those on their way with a line to the place.
import { html, useMemo } from "../../kit/html.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { t } from "../../kit/texts.js";
import { useUnitPlaces } from "./unit-places.js";
import { isOrderOpen, ordersOf } from "./words.js";

const near = 0.006;

export function IncidentMap({ file }) {
  const { place } = file.incident;
  const open = ordersOf(file).filter(isOrderOpen);
  const ids = [...new Set(open.map(({ unit }) => unit))].sort();
  const units = useUnitPlaces(ids, open.map(({ version }) => version).join());
  if (!place && units.length === 0) return html`<p class="form-note">${t("incident.mapNone")}</p>`;
  return html`<${Picture} place=${place} units=${units} orders=${open} />`;
}

function Picture({ place, units, orders }) {
  const ground = useGround();
  const key = JSON.stringify([place, units, orders.map(({ id, state }) => [id, state])]);
  const layers = useMemo(() => [ground[0], linesLayer(place, units, orders), ...ground.slice(1), unitsLayer(units, orders), pinLayer(place)], [ground, key]);
  const fit = useMemo(() => boundsOf(place, units), [place?.lng, place?.lat, units.length]);
  return html`<div class="incident-map"><${CityMap} label=${t("incident.map")} layers=${layers} fit=${fit} /></div>`;
}

const isOnWay = ({ state }) => ["sent", "read", "under_way"].includes(state);

function linesLayer(place, units, orders) {
  const features = place ? units.filter(({ id }) => orders.some((order) => order.unit === id && isOnWay(order))).map(({ id, lng, lat }) => ({ type: "Feature", properties: { id }, geometry: { type: "LineString", coordinates: [[lng, lat], [place.lng, place.lat]] } })) : [];
  return { id: "incident-lines", kind: "lines", width: 2, color: "accent", data: { type: "FeatureCollection", features } };
}

function unitsLayer(units, orders) {
  const data = units.map((unit) => ({ ...unit, order: orders.find((order) => order.unit === unit.id)?.state ?? "" }));
  return { id: "incident-units", kind: "points", icon: "truck", color: { by: "order", values: { sent: "grey", read: "grey", under_way: "accent", on_site: "label" }, other: "grey" }, data, label: "name", tip: ({ name }) => name };
}

const pinLayer = (place) => ({ id: "incident-pin", kind: "points", icon: "pin", color: "red", data: place ? [{ id: "incident", ...place }] : [] });

function boundsOf(place, units) {
  const points = [...(place ? [place] : []), ...units];
  const [lngs, lats] = [points.map(({ lng }) => lng), points.map(({ lat }) => lat)];
  return [Math.min(...lngs) - near, Math.min(...lats) - near, Math.max(...lngs) + near, Math.max(...lats) + near];
}
