// What command adds to the city's map: open incidents, cameras, and which unit a vehicle belongs to.
import "../dispatch/setup.js";
import { useMemo } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { tilesOf } from "../../kit/map/kinds.js";
import { picture } from "../../kit/map/pictures.js";
import { can } from "../../kit/session.js";
import { language } from "../../kit/texts.js";
import { partName } from "./classes.js";

const most = 200;
const none = [];
const camera = "监控电子眼";

/** The layer of open incidents in a list; nothing while nobody wants it. */
export function useIncidentsLayer(isWanted) {
  const found = useLoad((signal) => (isWanted ? get("/command/incidents", { open: true, limit: most }, { signal }) : null), [isWanted]);
  useLive("command.incident", () => isWanted && found.refresh(), { settle: 1000 });
  const rows = useMemo(() => (found.value?.items ?? none).filter(({ place }) => place).map(({ id, number, title, place }) => ({ id, number, title, ...place })), [found.value]);
  return useMemo(() => (isWanted ? [{ id: "incidents", kind: "points", icon: "warn", color: "red", label: "title", data: rows, tip: ({ number, title }) => `${title}\n${number}` }] : none), [isWanted, rows]);
}

/** Cameras of the city's parts, as the tiles have them: one by one when near. */
export function camerasLayer({ classes, edition }) {
  const codes = [...classes.bySmall].filter(([, { name }]) => name.zh === camera).map(([code]) => code);
  const big = codes.length > 0 ? codes[0].slice(0, 2) : "none";
  return {
    id: "cameras",
    tip: (properties) => `${partName(classes, properties.class)}\n${properties.code}`,
    style: () => ({
      sources: { cameras: { spec: { type: "vector", tiles: tilesOf("/tiles/parts", { v: edition, big }), minzoom: 9, maxzoom: 16, promoteId: "code" } } },
      layers: [{ id: "cameras", type: "symbol", source: "cameras", "source-layer": "parts", minzoom: 14, filter: ["all", ["has", "code"], ["in", ["get", "class"], ["literal", codes]]],
        layout: { "icon-image": picture("part", ["get", "class"], ["coalesce", ["get", "state"], "intact"], language.get()), "icon-allow-overlap": true } }],
      hits: ["cameras"],
    }),
  };
}

/** All units, for those who may see them; an empty list until they are read. */
export function useUnits() {
  return useLoad((signal) => (can("command.read") ? get("/command/units", { limit: 500 }, { signal }) : null)).value?.items ?? none;
}

export const unitOf = (units, device) => units.find(({ devices }) => devices.some(({ id }) => id === device));
