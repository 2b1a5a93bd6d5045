// The map beside the order: a click is the place; who could be sent is there too.
import { html, useMemo } from "../../kit/html.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { session } from "../../kit/session.js";
import { t } from "../../kit/texts.js";

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;
// Some two kilometres to each side: the units nearby are seen.
const around = ({ lng, lat }) => [lng - 0.022, lat - 0.016, lng + 0.022, lat + 0.016];

export function SendMap({ place, fit, items, chosen, onPoint }) {
  const ground = useGround();
  const own = useAreaBounds(session.get()?.area);
  const rows = useMemo(() => (items ?? []).filter(({ unit }) => unit.standing.place).map(({ unit }) => ({
    id: unit.id, name: unit.name, tone: chosen.includes(unit.id) ? "chosen" : "other", ...unit.standing.place,
  })), [items, chosen.join()]);
  const layers = useMemo(() => [...ground, { id: "candidates", kind: "points", icon: "people", color: { by: "tone", values: { chosen: "accent" }, other: "grey" }, label: "name", data: rows }], [ground, rows]);
  const shape = place ? { type: "Point", coordinates: [place.lng, place.lat] } : null;
  const take = (made) => made && onPoint({ lng: round(made.coordinates[0]), lat: round(made.coordinates[1]) });
  return html`<div class="send-map"><${CityMap} label=${t("dispatch.sendMap")} layers=${layers} draw="point" shape=${shape} onShape=${take} fit=${fit ? fit.bounds ?? around(fit.place) : own ?? undefined} /></div>`;
}
