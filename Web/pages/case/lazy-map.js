// The small map of a case. The library is large, so it comes when the map is about to be seen, and the page works without it.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { coordinates } from "../../kit/format.js";
import { t } from "../../kit/texts.js";

let loading = null;

function loadMap() {
  loading ??= import("./small-map.js").catch((error) => {
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
    const show = (map) => !isLate && setState({ map, isMissing: !map });
    const watcher = new IntersectionObserver(([entry]) => {
      if (!entry.isIntersecting) return;
      watcher.disconnect();
      loadMap().then((module) => show(module.default), () => show(null));
    }, { rootMargin: "100px" });
    watcher.observe(place.current);
    return () => {
      isLate = true;
      watcher.disconnect();
    };
  }, []);
  if (row?.lng === undefined) return html`<p class="faint">${t("case.noPlace")}</p>`;
  if (state.isMissing) return html`<p class="faint">${t("case.noMap", { place: coordinates(row.lng, row.lat) })}</p>`;
  if (!state.map) return html`<div class="map-wait" ref=${place} role="status" aria-label=${t("common.loading")}></div>`;
  return html`<${state.map} row=${row} near=${near} label=${label} draw=${draw} shape=${shape} onShape=${onShape} />`;
}
