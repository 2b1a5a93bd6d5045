// The track on a map: the way by speed, stops, begin and end, and the vehicle where the playback is.
import { html, useCallback, useEffect, useMemo, useRef, useState } from "../../../kit/html.js";
import { clockTime, span as spanWords } from "../../../kit/format.js";
import { CityMap } from "../../../kit/map.js";
import { motion } from "../../../kit/map/engine.js";
import { useGround } from "../../../kit/map/ground.js";
import { colors } from "../../../kit/map/palette.js";
import { picture } from "../../../kit/map/pictures.js";
import { vehiclePainters } from "../../../kit/map/vehicles.js";
import { useStore } from "../../../kit/store.js";
import { language, t } from "../../../kit/texts.js";
import { bandColors, bands, bandWords, boundsWithin, linesOf, momentNear, placeAt, tailAt } from "./way.js";

const tailMS = 600e3;
const edge = 32;
const point = (lng, lat, properties = {}) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lng, lat] } });
const collection = (features) => ({ type: "FeatureCollection", features });

export function TrackMap({ device, track, playback, chosen, fit, isKept }) {
  const ground = useGround();
  const words = useStore(language);
  const [engine, setEngine] = useState(null);
  const head = useHead(engine, track, playback, device.use, isKept);
  const whole = useMemo(() => linesOf(track), [track]);
  const part = useMemo(() => (chosen ? linesOf(track, chosen) : collection([])), [track, chosen]);
  const marks = useMemo(() => marksOf(track), [track, words]);
  // Names stay readable above the way; the vehicle is above all.
  const layers = useMemo(() => [ground[0], wayLayer({ whole, part, head, isPart: Boolean(chosen) }), ...ground.slice(1), marksLayer({ marks, head, words })], [ground, whole, part, marks, words]);
  const jump = ({ lngLat }) => {
    const ms = momentNear(track, lngLat, chosen);
    if (ms !== undefined) playback.seek(ms);
  };
  return html`<div class="track-map"><${CityMap} label=${t("track.map")} layers=${layers} painters=${vehiclePainters} fit=${fit ?? boundsWithin(track)} onSelect=${jump} onReady=${setEngine} /></div>
    <ul class="plain track-legend" aria-label=${t("track.speeds")}><li class="faint">${t("track.speeds")}</li>${bands.map((band, index) => html`<li key=${index}><span class="track-key" style=${{ background: bandColors()[index], height: `${band.width}px` }} aria-hidden="true"></span>${bandWords(index)}</li>`)}
      <li><span class="track-key track-key-gap" aria-hidden="true"></span>${t("track.gapKey")}</li></ul>`;
}

/** What the playback shows, set by itself at every step: the vehicle, and what it went just before. */
function useHead(engine, track, playback, use, isKept) {
  const head = useRef({ vehicle: collection([]), tail: collection([]) });
  const kept = useRef(false);
  kept.current = isKept && playback.isPlaying;
  const put = useCallback((ms) => {
    const { lng, lat, degrees, speed } = placeAt(track, ms);
    head.current.vehicle = collection([point(lng, lat, { use, degrees, isMoving: speed >= 1 })]);
    head.current.tail = tailAt(track, ms, tailMS);
    const map = engine?.map;
    if (!map?.style) return;
    map.getSource("track-vehicle")?.setData(head.current.vehicle);
    map.getSource("track-tail")?.setData(head.current.tail);
    if (kept.current) keepInView(map, lng, lat);
  }, [engine, track]);
  useEffect(() => {
    playback.listen(put);
    return () => playback.listen(null);
  }, [put]);
  return head;
}

// The map moves on when the vehicle comes near its edge, not at every step.
function keepInView(map, lng, lat) {
  const at = map.project([lng, lat]);
  const { clientWidth, clientHeight } = map.getContainer();
  if (at.x > edge && at.y > edge && at.x < clientWidth - edge && at.y < clientHeight - edge) return;
  if (!map.isEasing()) map.easeTo({ center: [lng, lat], duration: motion(300) });
}

function marksOf(track) {
  const [first, last] = [track.way[0], track.way.at(-1)];
  const stops = track.stops.map((stop) => point(stop.lng, stop.lat, { kind: "stop", words: `${t("track.stop")} ${clockTime(stop.from)}–${clockTime(stop.to)}\n${spanWords(Date.parse(stop.to) - Date.parse(stop.from))}` }));
  return collection([...stops, point(first[1], first[2], { kind: "end", sign: clockTime(track.start + first[0]) }), point(last[1], last[2], { kind: "end", sign: clockTime(track.start + last[0]) })]);
}

const isBand = ["!=", ["get", "band"], -1];
const byBand = (values) => ["match", ["get", "band"], ...values.flatMap((value, index) => [index, value]), values[0]];
const round = { "line-join": "round", "line-cap": "round" };

function lineLayers(source, opacity) {
  const width = byBand(bands.map((band) => band.width));
  return [
    { id: `${source}-gaps`, type: "line", source, filter: ["==", ["get", "band"], -1], paint: { "line-color": colors().grey, "line-width": 2, "line-dasharray": [2, 2], "line-opacity": opacity } },
    { id: `${source}-casing`, type: "line", source, filter: isBand, layout: round, paint: { "line-color": colors().paper, "line-width": ["+", width, 3], "line-opacity": opacity } },
    { id: source, type: "line", source, filter: isBand, layout: round, paint: { "line-color": byBand(bandColors()), "line-width": width, "line-opacity": opacity } },
  ];
}

const source = (data) => ({ spec: { type: "geojson" }, data });
const free = { "icon-allow-overlap": true, "icon-ignore-placement": true };

const wayLayer = ({ whole, part, head, isPart }) => ({
  id: "track",
  style: () => ({
    sources: { "track-way": source(whole), "track-part": source(part), "track-tail": source(head.current.tail) },
    layers: [
      ...lineLayers("track-way", isPart ? 0.25 : 1), ...lineLayers("track-part", 1),
      { id: "track-tail", type: "line", source: "track-tail", layout: round, paint: { "line-color": colors().label, "line-width": 2, "line-dasharray": [0.5, 2.5] } },
    ],
    hits: ["track-way"],
  }),
});

const marksLayer = ({ marks, head, words }) => ({
  id: "track-marks",
  tip: (properties) => properties.words ?? "",
  style() {
    const vehicle = { source: "track-vehicle", type: "symbol" };
    return {
      sources: { "track-marks": source(marks), "track-vehicle": source(head.current.vehicle) },
      layers: [
        { id: "track-stops", type: "symbol", source: "track-marks", filter: ["==", ["get", "kind"], "stop"], layout: { "icon-image": picture("mark", "pause", "label", 18), ...free } },
        { id: "track-ends", type: "symbol", source: "track-marks", filter: ["==", ["get", "kind"], "end"], layout: { "icon-image": picture("sign", ["get", "sign"]), "icon-offset": [0, -30], ...free } },
        { ...vehicle, id: "track-beak", filter: ["get", "isMoving"], layout: { "icon-image": picture("beak", ["get", "use"]), "icon-rotate": ["get", "degrees"], "icon-rotation-alignment": "map", ...free } },
        { ...vehicle, id: "track-vehicle", layout: { "icon-image": picture("vehicle", ["get", "use"], "false", words), ...free } },
      ],
      hits: ["track-stops"],
    };
  },
});
