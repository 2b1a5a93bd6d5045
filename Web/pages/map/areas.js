// Names of areas at their centres: written by us, so that the map reads without an outside picture.
import { useEffect, useState } from "../../kit/html.js";
import { list } from "../../kit/api.js";
import { useLive } from "../../kit/live.js";
import { useStore } from "../../kit/store.js";
import { language, nameOf } from "../../kit/texts.js";

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
