// The city: areas coloured by what is over its limit, cases as lamps, a calm ring where something just happened.
import { html, useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { city } from "../../kit/city.js";
import { CityMap } from "../../kit/map.js";
import { go } from "../../kit/router.js";
import { useStore } from "../../kit/store.js";
import { language, t } from "../../kit/texts.js";
import { useAreaNames } from "../../kit/map/ground.js";
import { shadesOf } from "../map/figures.js";
import { boundsLayer, shadingLayer } from "../map/layers.js";
import { openCases } from "./links.js";
import { arranged, signPainters, signsLayer } from "./signs.js";

// Marks are drawn for a desk; a wall is read from far.
const enlarge = 1.75;

const nowhere = { type: "FeatureCollection", features: [] };

export function WallMap({ areas, rows, pulses, unit }) {
  const scale = unit * enlarge;
  const [map, setMap] = useState(null);
  const [moved, setMoved] = useState(0);
  const byCode = useMemo(() => Object.fromEntries(areas.items.map((item) => [item.code, item])), [areas]);
  const shades = useMemo(() => shadesOf(byCode, "red"), [byCode]);
  const names = useAreaNames(11, true);
  const signs = useMemo(() => (map ? arranged(areas.items, names, map, scale) : nowhere), [map, moved, areas, names, scale, language.get()]);
  const layers = [
    shadingLayer({ level: { level: areas.level, values: shades.values }, measure: "red", isShown: true, edition: 0 }),
    boundsLayer({ edition: 0 }),
    { id: "cases", title: t("wall.cases"), kind: "points", icon: "lamp", data: rows },
    signsLayer(signs, scale),
  ];
  const select = ({ layer, id, properties }) => {
    if (layer === "cases" && properties?.number) go(`/cases/${properties.number}`);
    else if (properties?.code ?? id) go(openCases({ area: properties?.code ?? id }));
  };
  const fit = useFit(areas.county);
  return html`<div class="wall-map-box"><${CityMap} label=${t("wall.mapLabel")} layers=${layers} fit=${fit} controls=${false} painters=${signPainters}
      onReady=${(engine) => setMap(engine.map)} onView=${() => setMoved((old) => old + 1)} onSelect=${select}>${(engine) => html`<${Pulses} map=${engine.map} items=${pulses} />`}<//>
    <p class="wall-legend"><span class="legend-shade" aria-hidden="true"></span>${t("wall.legend")}</p></div>`;
}

/** The city with some room around; the one county that somebody answers for. */
function useFit(county) {
  const { map } = useStore(city);
  const given = useAreaBounds(county) ?? map.bounds;
  return useMemo(() => given && withRoom(given), [JSON.stringify(given)]);
}

function withRoom([west, south, east, north]) {
  const wide = (east - west) * 0.04;
  const high = (north - south) * 0.06;
  return [west - wide, south - high, east + wide, north + high];
}

// Rings are marks of the map library, moved by it; they are drawn by style sheets, which keep still when asked to.
function Pulses({ map, items }) {
  const marks = useRef(new Map());
  useEffect(() => {
    const wanted = new Map(items.map((item) => [`${item.id}@${item.at}`, item]));
    for (const [key, mark] of marks.current) {
      if (wanted.has(key)) continue;
      mark.remove();
      marks.current.delete(key);
    }
    for (const [key, item] of wanted) {
      if (marks.current.has(key)) continue;
      const element = document.createElement("span");
      element.className = "pulse-place";
      element.ariaHidden = "true";
      // The library moves the outer one; the ring grows inside, or it would grow away from its place.
      element.append(Object.assign(document.createElement("span"), { className: `pulse pulse-${item.lamp ?? "green"}` }));
      marks.current.set(key, new window.maplibregl.Marker({ element }).setLngLat([item.lng, item.lat]).addTo(map));
    }
  }, [map, items]);
  useEffect(() => () => {
    for (const mark of marks.current.values()) mark.remove();
    marks.current.clear();
  }, [map]);
  return null;
}
