// Who is on duty in the street, since when, and which way they went.
import { html, useMemo } from "../kit/html.js";
import { get } from "../kit/api.js";
import { Drawer } from "../kit/drawer.js";
import { FilterBar } from "../kit/filters.js";
import { DateField } from "../kit/form.js";
import { clockTime, metres, number, span, today } from "../kit/format.js";
import { useList, useLoad } from "../kit/load.js";
import { CityMap } from "../kit/map.js";
import { useGround } from "../kit/map/ground.js";
import { AreaName } from "../kit/names.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { Empty, ErrorState, Loading } from "../kit/states.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { add, t } from "../kit/texts.js";
import texts from "../texts/places.js";

add(texts);
await stylesheet(new URL("../styles/places.css", import.meta.url));

export default function AttendancePage() {
  const [{ shift, ...query }, setQuery] = useQuery();
  const date = query.date ?? today();
  const shifts = useList("/duty/shifts", { ...query, date });
  const shown = shifts.items.find((each) => each.id === shift);
  return html`<${Page} title=${t("attendance.title")} count=${shifts.count}>
    <div class="row-wrap row-end"><${DateField} label=${t("attendance.date")} value=${date} latest=${today()} onValue=${(next) => setQuery({ date: next, shift: undefined })} />
      <${FilterBar} page="attendance" fields=${fields()} /></div>
    <${DataTable} name="attendance" caption=${t("attendance.title")} columns=${columns()} list=${shifts} onOpen=${(row) => setQuery({ shift: row.id })} opened=${shift}
      empty=${{ title: t("attendance.none"), text: t("attendance.noneHint"), icon: "people" }} />
    <${Drawer} open=${shown} title=${t("attendance.track", { name: shown?.name ?? "" })} onClose=${() => setQuery({ shift: undefined })}>
      ${shown && html`<${Track} shift=${shown} />`}<//>
  <//>`;
}

const fields = () => [
  { key: "area", kind: "area", label: t("attendance.area") },
  { key: "open", kind: "boolean", label: t("attendance.only") },
];

const lengthOf = (row) => new Date(row.endedAt ?? Date.now()) - new Date(row.startedAt);

const columns = () => [
  { key: "name", title: t("attendance.name"), cell: (row) => row.name, phone: "title" },
  { key: "area", title: t("attendance.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 220 },
  { key: "started", title: t("attendance.started"), cell: (row) => clockTime(row.startedAt), width: 90 },
  { key: "ended", title: t("attendance.ended"), cell: (row) => (row.endedAt ? html`${clockTime(row.endedAt)} ${row.endedBySystem && html`<span class="tag">${t("attendance.bySystem")}</span>`}` : html`<span class="tag tag-strong">${t("attendance.onDuty")}</span>`), width: 170 },
  { key: "length", title: t("attendance.length"), cell: (row) => span(lengthOf(row)), align: "end", width: 130 },
  { key: "distance", title: t("attendance.distance"), cell: (row) => metres(row.distanceM), align: "end", width: 110 },
  { key: "fixes", title: t("attendance.fixes"), cell: (row) => number(row.fixes), align: "end", width: 90 },
  { key: "last", title: t("attendance.last"), cell: (row) => row.lastFixAt && clockTime(row.lastFixAt), width: 110 },
];

function Track({ shift }) {
  const ground = useGround();
  const track = useLoad((signal) => get(`/duty/shifts/${shift.id}/track`, null, { signal }), [shift.id, shift.fixes]);
  const points = useMemo(() => (track.value?.fixes ?? []).map((fix) => [fix.lng, fix.lat]), [track.value]);
  const layers = useMemo(() => [
    ...ground,
    { id: "way", kind: "lines", color: "accent", data: { type: "FeatureCollection", features: points.length > 1 ? [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: points } }] : [] } },
    { id: "last", kind: "points", icon: "pin", color: "accent", data: points.length ? [{ id: "last", lng: points.at(-1)[0], lat: points.at(-1)[1] }] : [] },
  ], [ground, points]);
  const fit = useMemo(() => (points.length ? [Math.min(...points.map((each) => each[0])) - 0.001, Math.min(...points.map((each) => each[1])) - 0.001, Math.max(...points.map((each) => each[0])) + 0.001, Math.max(...points.map((each) => each[1])) + 0.001] : undefined), [points]);
  if (track.error) return html`<${ErrorState} error=${track.error} onRetry=${track.refresh} />`;
  if (!track.value) return html`<${Loading} rows=${6} />`;
  if (points.length === 0) return html`<${Empty} icon="map" title=${t("attendance.noTrack")} />`;
  return html`<div class="track-map"><${CityMap} label=${t("attendance.track", { name: shift.name })} layers=${layers} fit=${fit} /></div>`;
}
