// Where an alert began, and the way of its device shortly before and after.
import { html, useMemo } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { boundsWithin, linesOf, prepared } from "../devices/track/way.js";

const aroundMS = 600e3;
const around = 0.004;

/** From ten minutes before its beginning to ten after, not beyond now. */
export function periodOf(alert) {
  const began = Date.parse(alert.beganAt);
  return { from: new Date(began - aroundMS).toISOString(), to: new Date(Math.min(began + aroundMS, Math.max(Date.now(), began + 1000))).toISOString() };
}

export function AlertMap({ alert }) {
  const track = useLoad((signal) => (alert.device ? get(`/devices/${alert.device}/track`, periodOf(alert), { signal }) : { way: [] }), [alert.id]);
  if (!track.value && !track.error) return html`<div class="alert-map"><${Loading} rows=${5} /></div>`;
  const way = track.value?.way ?? [];
  if (alert.lng === undefined && way.length < 2) return html`<p class="faint">${t("alert.noPlace")}</p>`;
  return html`<${Picture} alert=${alert} track=${way.length > 1 ? track.value : null} />
    <p class="form-hint">${track.error ? t("alert.wayFailed") : way.length > 1 ? t("alert.mapNote") : t("alert.noWay")}</p>`;
}

function Picture({ alert, track }) {
  const ground = useGround();
  const way = useMemo(() => track && prepared(track), [track]);
  const lines = useMemo(() => (way ? linesOf(way) : null), [way]);
  const place = useMemo(() => (alert.lng === undefined ? [] : [{ id: alert.id, lng: alert.lng, lat: alert.lat }]), [alert.id]);
  const fit = useMemo(() => boundsOf(place[0], way), [place, way]);
  const layers = useMemo(() => [ground[0], ...(lines ? [{ id: "alert-way", kind: "lines", data: lines, width: 4 }] : []), ...ground.slice(1), { id: "alert-place", kind: "points", data: place, icon: "pin", color: "red" }], [ground, lines, place]);
  return html`<div class="alert-map"><${CityMap} label=${t("alert.map")} layers=${layers} fit=${fit} /></div>`;
}

/** The way and the place, and a little of what lies around. */
function boundsOf(place, way) {
  const box = way ? boundsWithin(way) : null;
  if (!place) return box;
  const own = [place.lng - around, place.lat - around, place.lng + around, place.lat + around];
  return box ? [Math.min(own[0], box[0]), Math.min(own[1], box[1]), Math.max(own[2], box[2]), Math.max(own[3], box[3])] : own;
}
