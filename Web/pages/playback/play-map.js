// The map of a playback: vehicles where they were, and the marks of what went on at the moment.
import { html, useCallback, useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { colors } from "../../kit/map/palette.js";
import { picture } from "../../kit/map/pictures.js";
import { vehiclePainters } from "../../kit/map/vehicles.js";
import { useStore } from "../../kit/store.js";
import { language, t } from "../../kit/texts.js";
import { kindIcon } from "./kinds.js";
import { pictureAt } from "./ways.js";

const drawMS = 50;
const none = { type: "FeatureCollection", features: [] };

export function PlayMap({ ways, marks, playback, fit, onReady, onChoose }) {
  const ground = useGround();
  const words = useStore(language);
  const [engine, setEngine] = useState(null);
  const shown = useShown(engine, ways, marks, playback);
  const layers = useMemo(() => [ground[0], tailsLayer(shown), ...ground.slice(1), marksLayer(shown), vehiclesLayer(shown, words)], [ground, words]);
  const choose = ({ layer, id }) => id && onChoose(layer, id);
  const ready = (made) => {
    setEngine(made);
    onReady(made.map);
  };
  return html`<div class="track-map playback-map"><${CityMap} label=${t("playback.map")} layers=${layers} painters=${vehiclePainters} fit=${fit} onSelect=${choose} onReady=${ready} /></div>`;
}

/** Set by itself at every step, not through the page: a picture is drawn at most twenty times a second. */
function useShown(engine, ways, marks, playback) {
  const shown = useRef({ vehicles: none, tails: none, marks: none, key: "", at: 0 });
  const later = useRef(null);
  const put = useCallback((ms) => {
    clearTimeout(later.current);
    const wait = shown.current.at + drawMS - performance.now();
    // The last step of a movement is drawn too.
    if (wait > 0) {
      later.current = setTimeout(put, wait, ms);
      return;
    }
    shown.current.at = performance.now();
    draw(shown.current, engine?.map, ways, marks, ms);
  }, [engine, ways, marks]);
  useEffect(() => {
    playback.listen(put);
    return () => {
      clearTimeout(later.current);
      playback.listen(null);
    };
  }, [put]);
  return shown;
}

function draw(shown, map, ways, marks, ms) {
  Object.assign(shown, pictureAt(ways, ms));
  const now = marks.filter(({ from, until }) => from <= ms && ms <= until);
  const key = now.map(({ id }) => id).join();
  const isNew = key !== shown.key || shown.map !== map;
  if (isNew) shown.marks = { type: "FeatureCollection", features: [...now].sort((one, other) => one.isLoud - other.isLoud).map(featureOf) };
  Object.assign(shown, { key, map });
  if (!map?.style) return;
  map.getSource("playback-vehicles")?.setData(shown.vehicles);
  map.getSource("playback-tails")?.setData(shown.tails);
  if (isNew) map.getSource("playback-marks")?.setData(shown.marks);
}

const featureOf = ({ id, kind, lng, lat, isLoud, words }) => ({ type: "Feature", properties: { id, icon: kindIcon(kind), color: isLoud ? "red" : "accent", words: words() }, geometry: { type: "Point", coordinates: [lng, lat] } });

const source = (data) => ({ spec: { type: "geojson", promoteId: "id" }, data });
const free = { "icon-allow-overlap": true, "icon-ignore-placement": true };

const tailsLayer = (shown) => ({
  id: "playback-tails",
  style: () => ({ sources: { "playback-tails": source(shown.current.tails) }, layers: [{ id: "playback-tails", type: "line", source: "playback-tails", layout: { "line-join": "round", "line-cap": "round" }, paint: { "line-color": colors().quiet, "line-width": 2, "line-opacity": 0.6 } }] }),
});

const marksLayer = (shown) => ({
  id: "playback-marks", tip: (properties) => properties.words,
  style: () => ({ sources: { "playback-marks": source(shown.current.marks) }, layers: [{ id: "playback-marks", type: "symbol", source: "playback-marks", layout: { "icon-image": picture("mark", ["get", "icon"], ["get", "color"]), "symbol-z-order": "source", ...free } }], hits: ["playback-marks"] }),
});

const vehiclesLayer = (shown, words) => ({
  id: "playback-vehicles", tip: ({ name, unit }) => (unit ? t("playback.unitOf", { name, unit }) : name),
  style() {
    const own = { source: "playback-vehicles", type: "symbol" };
    return {
      sources: { "playback-vehicles": source(shown.current.vehicles) },
      layers: [
        { ...own, id: "playback-beaks", filter: ["get", "isMoving"], layout: { "icon-image": picture("beak", ["get", "use"]), "icon-rotate": ["get", "degrees"], "icon-rotation-alignment": "map", ...free } },
        { ...own, id: "playback-vehicles", layout: { "icon-image": picture("vehicle", ["get", "use"], ["get", "quiet"], words), ...free } },
        { ...own, id: "playback-units", filter: ["!=", ["get", "unit"], ""], layout: { "icon-image": picture("words", ["get", "unit"], 12, "label", 600), "icon-offset": [0, 24] } },
      ],
      hits: ["playback-vehicles"],
    };
  },
});
