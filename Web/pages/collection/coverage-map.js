// The grids of a lot by how often they were walked. What is on the map stands in the table beside it.
import { html, useMemo } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { boundsOf, CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { go } from "../../kit/router.js";
import { t } from "../../kit/texts.js";

// Never; less often than the target asks for; as often.
const colourOf = (days, counted, target) => (days === 0 ? "red" : days * 100 < counted * target ? "grey" : "accent");
const union = (boxes) => [Math.min(...boxes.map((box) => box[0])), Math.min(...boxes.map((box) => box[1])), Math.max(...boxes.map((box) => box[2])), Math.max(...boxes.map((box) => box[3]))];
const looked = 12;

// Where the grids are, from some of them: the areas of a lot are often much larger than what has grids.
async function boundsOfGrids(grids, signal) {
  const codes = grids.map((each) => each.grid).sort();
  const some = codes.filter((_, index) => index === codes.length - 1 || index % Math.ceil(codes.length / looked) === 0);
  const found = await Promise.all(some.map((code) => get(`/grids/${code}`, null, { signal })));
  const boxes = found.filter((grid) => grid.shape).map((grid) => boundsOf(grid.shape));
  return boxes.length > 0 ? union(boxes) : undefined;
}

export function CoverageMap({ lot, grids, counted, target }) {
  const ground = useGround();
  // A map that does not know where the lot lies begins with the whole city.
  const fit = useLoad((signal) => boundsOfGrids(grids, signal), [lot.id]);
  const byCode = useMemo(() => new Map(grids.map((each) => [each.grid, each.days])), [grids]);
  const layers = useMemo(() => {
    const values = Object.fromEntries(grids.map((each) => [each.grid, colourOf(each.days, counted, target)]));
    const tip = ({ code }) => (byCode.has(code) ? `${code}\n${byCode.get(code) === 0 ? t("collection.never") : t("collection.daysOf", { days: byCode.get(code), counted })}` : "");
    return [{ id: "walks", title: t("collection.byGrid"), kind: "areas", tiles: "/tiles/places", tilesFrom: 4, tilesTo: 14, sourceLayer: "grids", values, opacity: 0.55, tip }, ...ground];
  }, [grids, counted, target, byCode, ground]);
  const select = ({ id, properties }) => {
    const code = String(properties?.code ?? id);
    if (byCode.has(code)) go(`/grids/${code}`);
  };
  return html`<div class="coverage-map-box"><div class="coverage-map"><${CityMap} label=${t("collection.mapLabel")} layers=${layers} fit=${fit.value ?? undefined} onSelect=${select} /></div>
    <ul class="plain days-legend"><li><span class="swatch swatch-never" aria-hidden="true"></span>${t("collection.never")}</li><li><span class="swatch swatch-seldom" aria-hidden="true"></span>${t("collection.gridBelow")}</li><li><span class="swatch swatch-reached" aria-hidden="true"></span>${t("collection.gridReached")}</li></ul>
    <p class="faint">${t("collection.mapHint")}</p></div>`;
}
