// The ground that every map of the city can stand on: thin boundaries, and the names of areas at their centres,
// written by us, so that a map reads without an outside picture.
import { useEffect, useMemo, useState } from "../html.js";
import { list } from "../api.js";
import { useLive } from "../live.js";
import { useStore } from "../store.js";
import { language, nameOf } from "../texts.js";
import { tilesOf, styleOf } from "./kinds.js";
import { colors } from "./palette.js";
import { picture } from "./pictures.js";

const level = (name) => ["==", ["get", "level"], name];

/** The tiles of areas and grids; another edition fetches them anew. */
export const places = (edition) => ({ places: { spec: { type: "vector", tiles: tilesOf("/tiles/places", { v: edition }), minzoom: 4, maxzoom: 14, promoteId: "code" } } });

/** Boundaries and names for a map of any page: put these layers first. */
export function useGround() {
  const rows = useAreaNames(14, true);
  return useMemo(() => [boundsLayer({}), namesLayer({ rows })], [rows]);
}

/** Thin boundaries, the higher the level the stronger. */
export const boundsLayer = ({ edition }) => ({
  id: "bounds",
  style() {
    const line = (id, name, width, minzoom, more = {}) => ({
      id, type: "line", source: "places", "source-layer": "areas", minzoom, filter: level(name),
      layout: { "line-join": "round" }, paint: { "line-color": colors().line, "line-width": width, ...more },
    });
    return {
      sources: places(edition),
      layers: [
        { id: "bound-grids", type: "line", source: "places", "source-layer": "grids", minzoom: 12.5, paint: { "line-color": colors().faint, "line-width": ["interpolate", ["linear"], ["zoom"], 12.5, 0.4, 16, 1.2] } },
        line("bound-communities", "community", 0.8, 12, { "line-dasharray": [3, 2] }),
        line("bound-streets", "street", 1, 9),
        line("bound-counties", "county", 1.6, 5, { "line-color": colors().quiet }),
        line("bound-city", "city", 2.2, 4, { "line-color": colors().quiet }),
      ],
    };
  },
});

const em = 16;
const near = (up) => ["center", [0, -up / em], "top", [0, 1], "bottom", [0, -1]];
// A county is wide enough for its name to stand beside the middle; the name of a street would lie in the next one.
const around = (up, name) => [...near(up), ...(name === "county" ? ["left", [2.4, 0], "right", [-2.4, 0], "bottom", [0, -2.6], "top", [0, 2.4]] : [])];

/** Names at the centres of areas, a little above: the middle is where counts of cases gather. Each level comes when there is room. */
export const namesLayer = ({ rows }) => ({
  id: "names",
  style() {
    // A picture set as text, since only text looks for a place of its own: above, else below or beside what is there.
    const words = (id, name, size, tone, weight, zooms, up = 0) => ({
      id, type: "symbol", source: "names", filter: level(name), ...zooms,
      layout: {
        "text-field": ["format", ["image", picture("words", ["get", "label"], size, tone, weight)]], "text-size": em, "text-padding": 6, "text-max-width": 100,
        "text-variable-anchor-offset": around(up, name), "symbol-sort-key": ["match", ["get", "level"], "county", 0, "street", 1, 2],
      },
    });
    const source = styleOf([{ id: "names", kind: "points", key: "code", data: rows }]).sources.names;
    return {
      sources: { names: source },
      layers: [
        { id: "name-grids", type: "symbol", source: "places", "source-layer": "names", filter: level("grid"), minzoom: 14.6, layout: { "icon-image": picture("words", ["get", "name"], 11, "quiet", 400), "icon-padding": 8 } },
        words("name-communities", "community", 12, "quiet", 400, { minzoom: 12.8, maxzoom: 17 }),
        words("name-streets", "street", 13, "label", 500, { minzoom: 9.6, maxzoom: 15 }, 24),
        words("name-counties", "county", 15, "label", 700, { minzoom: 6, maxzoom: 12 }, 30),
      ],
    };
  },
});

const levelsAt = (zoom) => (zoom < 12.6 ? ["county", "street"] : ["county", "street", "community"]);

// Kept while the tab is open: names change rarely, and an event says when.
let kept = new Map();

async function readLevel(level) {
  const all = [];
  let cursor;
  do {
    const page = await list("/areas", { level, limit: 500, cursor });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all.filter((area) => area.center);
}

const levelOf = (level) => {
  if (!kept.has(level)) kept.set(level, readLevel(level).catch((error) => {
    kept.delete(level);
    throw error;
  }));
  return kept.get(level);
};

/** Rows { code, level, label, lng, lat } for the labels of the map. */
export function useAreaNames(zoom, isWanted) {
  const [areas, setAreas] = useState([]);
  const [rows, setRows] = useState([]);
  const [edition, setEdition] = useState(0);
  const words = useStore(language);
  const levels = levelsAt(zoom).join();

  useEffect(() => {
    if (!isWanted) return undefined;
    let isLate = false;
    // A name that could not be read is no reason to hide the map: the next zoom asks again.
    Promise.all(levels.split(",").map(levelOf)).then((all) => !isLate && setAreas(all.flat()), () => {});
    return () => { isLate = true; };
  }, [levels, isWanted, edition]);
  useEffect(() => {
    setRows(areas.map((area) => ({ code: area.code, level: area.level, label: plain(nameOf(area)), lng: area.center.lng, lat: area.center.lat })));
  }, [areas, words]);
  useLive("registry.changed", () => {
    kept = new Map();
    setEdition((old) => old + 1);
  }, { settle: 3000 });
  return rows;
}

// “武当路街道第1社区（示范）” stands within its street: a short name is enough on the map.
const plain = (name) => name.replace(/\s*[（(].*[)）]\s*$/, "");
