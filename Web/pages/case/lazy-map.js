// The small map of a case. The library is large, so it comes when the map is about to be seen, and the page works without it.
import { html, useEffect, useMemo, useRef, useState } from "../../kit/html.js";
import { coordinates } from "../../kit/format.js";
import { language, t } from "../../kit/texts.js";

let loading = null;

function loadMap() {
  loading ??= import("../../kit/map.js").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

export function LazyMap({ row, label, draw, shape, onShape, near = [] }) {
  const [state, setState] = useState({ map: null, isMissing: false });
  const place = useRef(null);
  useEffect(() => {
    if (!place.current) return undefined;
    let isLate = false;
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watcher.disconnect();
      loadMap().then(({ CityMap }) => !isLate && setState({ map: CityMap, isMissing: false }), () => !isLate && setState({ map: null, isMissing: true }));
    }, { rootMargin: "100px" });
    watcher.observe(place.current);
    return () => {
      isLate = true;
      watcher.disconnect();
    };
  }, []);
  // The map looks at its layers again whenever they are new ones.
  const shown = row ? [row, ...near].map(({ id, lng, lat, lamp, number }) => ({ id, lng, lat, lamp, number })) : [];
  const key = JSON.stringify(shown);
  const layers = useMemo(() => layersOf(shown), [key, language.get()]);
  const fit = useMemo(() => (row?.lng === undefined ? null : around(row)), [row?.lng, row?.lat]);
  const selected = useMemo(() => ({ layer: "cases", id: row?.id }), [row?.id]);
  if (row?.lng === undefined) return html`<p class="faint">${t("case.noPlace")}</p>`;
  if (state.isMissing) return html`<p class="faint">${t("case.noMap", { place: coordinates(row.lng, row.lat) })}</p>`;
  if (!state.map) return html`<div class="map-wait" ref=${place} role="status" aria-label=${t("common.loading")}></div>`;
  return html`<${state.map} label=${label} layers=${layers} fit=${fit} selected=${selected} draw=${draw} shape=${shape} onShape=${onShape} />`;
}

const lampColours = { green: "green", yellow: "amber", red: "red" };

const layersOf = (rows) => [
  { id: "areas", title: t("case.map.areas"), kind: "areas", tiles: "/tiles/places", sourceLayer: "areas", label: "name", opacity: 0 },
  { id: "grids", title: t("case.map.grids"), kind: "areas", tiles: "/tiles/places", sourceLayer: "grids", minZoom: 13, opacity: 0, label: "name", labelFrom: 15 },
  { id: "cases", title: t("case.map.layer"), kind: "points", icon: "case", color: { by: "lamp", values: lampColours, other: "grey" }, data: rows.filter((each) => each.lng !== undefined) },
];

// About 250 m to each side: the houses around, not the district.
const around = ({ lng, lat }) => [lng - 0.0027, lat - 0.0022, lng + 0.0027, lat + 0.0022];
