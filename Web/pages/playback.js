// Joint playback: all that went on in a period, on one map, one list and one bar of time.
import { html, useMemo, useRef, useState } from "../kit/html.js";
import { number } from "../kit/format.js";
import { Icon } from "../kit/icons.js";
import { useLoad } from "../kit/load.js";
import { viewOf } from "../kit/map.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { ErrorState, Loading } from "../kit/states.js";
import { stylesheet } from "../kit/stylesheet.js";
import { add, t } from "../kit/texts.js";
import { usePlayback } from "./devices/track/playback.js";
import { Range, rangeOf } from "./devices/track/range.js";
import { chosenKinds, kindName, ownKinds } from "./playback/kinds.js";
import { PlayBar } from "./playback/play-bar.js";
import { currentOf, PlayList } from "./playback/play-list.js";
import { PlayMap } from "./playback/play-map.js";
import { readPeriod } from "./playback/sources.js";
import { waysOf } from "./playback/ways.js";
import devices from "../texts/devices.js";
import playback from "../texts/playback.js";
import track from "../texts/devices-track.js";

for (const each of [devices, track, playback]) add(each);
await stylesheet(new URL("../styles/devices.css", import.meta.url));
await stylesheet(new URL("../styles/playback.css", import.meta.url));

const dayMS = 86_400e3;

/** The period of the address; one without an end ends now, one that is too long is cut. */
function periodOf(query) {
  const { from, to } = rangeOf(query);
  const end = Math.min(to ? Date.parse(to) : Date.now(), Date.parse(from) + dayMS);
  return { from, to: new Date(Math.floor(end / 1000) * 1000).toISOString() };
}

const boxOf = ({ bbox }) => {
  const box = bbox?.split(",").map(Number);
  return box?.length === 4 && box.every(Number.isFinite) ? box : undefined;
};

export default function PlaybackPage() {
  const [query, setQuery] = useQuery();
  const range = rangeOf(query);
  const bbox = boxOf(query);
  const found = useLoad((signal) => readPeriod({ ...periodOf(query), bbox, kinds: ownKinds() }, signal), [range.from, range.to, query.bbox]);
  const map = useRef(null);
  const narrow = () => map.current?.style && setQuery({ bbox: viewOf(map.current).bounds.map((each) => each.toFixed(4)).join(",") });
  return html`<${Page} wide title=${t("playback.title")} note=${t("playback.note")}>
    <${Range} range=${range} isBusy=${found.loading} longestMS=${dayMS} tooLong=${t("playback.tooLong")} label=${t("playback.period")} />
    ${found.error && !found.value ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !found.value ? html`<${Loading} rows=${12} height=${420} />`
      : html`<${Played} key=${`${found.value.begin} ${found.value.length} ${query.bbox}`} data=${found.value} query=${query} setQuery=${setQuery} bbox=${bbox} onReady=${(next) => { map.current = next; }} onNarrow=${narrow} />`}<//>`;
}

function Played({ data, query, setQuery, bbox, onReady, onNarrow }) {
  const kinds = chosenKinds(query);
  const key = kinds.join();
  const bar = useMemo(() => ({ first: 0, last: data.length, way: [[0], [data.length]], isGap: () => false }), [data]);
  const player = usePlayback(bar);
  const [chosen, setChosen] = useState(null);
  const [isKept, setKept] = useState(true);
  const ways = useMemo(() => (kinds.includes("vehicle") ? waysOf(data.tracks, data.units) : []), [data, key]);
  const events = useMemo(() => data.events.filter(({ kind }) => kinds.includes(kind)), [data, key]);
  const marks = useMemo(() => data.marks.filter(({ kind }) => kinds.includes(kind)), [data, key]);
  const fit = useMemo(() => (chosen?.place ? around(chosen.place) : data.extent), [chosen, data]);
  const choose = (event) => {
    setChosen({ mark: event.mark, place: event.place });
    player.seek(event.at);
  };
  const chooseOnMap = (layer, id) => setChosen(layer === "playback-vehicles" ? { vehicle: ways.find(({ device }) => device === id) } : { mark: id });
  return html`<${Kinds} kinds=${kinds} data=${data} setQuery=${setQuery} /><${Notes} data=${data} />
    <div class="track-split"><div><${PlayMap} ways=${ways} marks=${marks} playback=${player} fit=${fit} onReady=${onReady} onChoose=${chooseOnMap} />
        <${PlayBar} data=${data} events=${events} playback=${player} isKept=${isKept} onKept=${setKept} />
        <div class="row-wrap play-foot"><span class="faint">${t("playback.counts", { vehicles: number(ways.length) })}</span>
          ${chosen?.vehicle && html`<${Chosen} vehicle=${chosen.vehicle} data=${data} />`}
          <button type="button" class="btn btn-sm" onClick=${onNarrow}><${Icon} name="scan" /> ${t("playback.box")}</button>
          ${bbox && html`<button type="button" class="btn btn-sm" onClick=${() => setQuery({ bbox: undefined })}>${t("playback.whole")}</button>`}</div></div>
      <section class="panel course-panel" aria-label=${t("playback.list")}><header class="panel-head"><h2>${t("playback.list")} <span class="page-count">${number(events.length)}</span></h2></header>
        <${PlayList} events=${events} begin=${data.begin} current=${currentOf(events, player.ms)} chosen=${chosen?.mark} isKept=${isKept} onChoose=${choose} hasKinds=${kinds.length > 0} /></section></div>`;
}

const around = ({ lng, lat }) => [lng - 0.008, lat - 0.006, lng + 0.008, lat + 0.006];

function Chosen({ vehicle, data }) {
  const period = new URLSearchParams({ from: new Date(data.begin).toISOString(), to: new Date(data.begin + data.length).toISOString() });
  const name = vehicle.unit ? t("playback.unitOf", vehicle) : vehicle.name;
  return html`<span role="status">${t("playback.chosen", { name })} <a href=${`/devices/${vehicle.device}?${period}`}>${t("playback.track")}</a></span>`;
}

function Kinds({ kinds, data, setQuery }) {
  const own = ownKinds();
  const counts = data.events.reduce((sum, { kind }) => ({ ...sum, [kind]: (sum[kind] ?? 0) + 1 }), { vehicle: data.tracks.items.length });
  const flip = (kind) => {
    const next = own.filter((each) => (each === kind ? !kinds.includes(kind) : kinds.includes(each)));
    setQuery({ kinds: next.length === own.length ? undefined : next.join(",") || "none" });
  };
  return html`<fieldset class="field play-kinds"><legend class="visually-hidden">${t("playback.kinds")}</legend><div class="choices">${own.map((kind) => html`<label class="choice" key=${kind}><input type="checkbox" checked=${kinds.includes(kind)} onChange=${() => flip(kind)} /><span>${kindName(kind)} ${number(counts[kind] ?? 0)}</span></label>`)}</div></fieldset>`;
}

function Notes({ data }) {
  const names = (kinds) => kinds.map(kindName).join(t("device.comma"));
  const notes = [
    data.failed.length > 0 && t("playback.failed", { kinds: names(data.failed) }), data.tracks.isCut && t("playback.cut"), data.many.length > 0 && t("playback.many", { kinds: names(data.many), count: number(data.most) }),
  ].filter(Boolean);
  return notes.length > 0 && html`<div role="status">${notes.map((words) => html`<p class="form-note play-note" key=${words}><${Icon} name="info" /> ${words}</p>`)}</div>`;
}
