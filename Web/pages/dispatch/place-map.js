// A small map of a place and of who is on the way there or near it.
import { html, useMemo } from "../../kit/html.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";

const around = 0.004;

/** `place` is the pin; `others` are [{ id, name, lng, lat, icon }], seen with it. */
export function PlaceMap({ label, place, others = [], isStill, className = "dispatch-map" }) {
  const ground = useGround();
  const key = JSON.stringify([place, others]);
  const layers = useMemo(() => [
    ...ground,
    ...[...new Set(others.map(({ icon }) => icon))].map((icon) => ({ id: `near-${icon}`, kind: "points", icon, color: "grey", label: "name", data: others.filter((each) => each.icon === icon), tip: ({ name }) => name })),
    { id: "place", kind: "points", icon: "pin", color: "red", data: place ? [{ id: "place", lng: place.lng, lat: place.lat }] : [] },
  ], [ground, key]);
  const fit = useMemo(() => boundsOf([place, ...others].filter(Boolean)), [isStill ? place?.lng : key]);
  return html`<div class=${className}><${CityMap} label=${label} layers=${layers} fit=${fit} /></div>`;
}

function boundsOf(points) {
  if (points.length === 0) return null;
  const [lngs, lats] = [points.map(({ lng }) => lng), points.map(({ lat }) => lat)];
  // Marks have names beside them, and the map its buttons: there is room for both.
  const pad = (values) => Math.max(around, (Math.max(...values) - Math.min(...values)) * 0.4);
  return [Math.min(...lngs) - pad(lngs), Math.min(...lats) - pad(lats), Math.max(...lngs) + pad(lngs), Math.max(...lats) + pad(lats)];
}
