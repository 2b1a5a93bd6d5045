// The wall: today in figures and pictures, on a screen that nobody touches. It never scrolls.
import { html, useEffect, useState } from "../kit/html.js";
import { useTitle } from "../kit/page.js";
import { stylesheet } from "../kit/stylesheet.js";
import { add, t } from "../kit/texts.js";
import texts from "../texts/wall.js";
import { BurningNext } from "./wall/burning.js";
import { useSecondHand } from "./wall/clock.js";
import { useAreas, useFlow, useWall } from "./wall/data.js";
import { Flow } from "./wall/flow.js";
import { WallHead } from "./wall/head.js";
import { Hours } from "./wall/hours.js";
import { LatestCases, Ranking, WallPanel } from "./wall/lists.js";
import { WallMap } from "./wall/wall-map.js";

add(texts);
await stylesheet(new URL("../styles/wall.css", import.meta.url));

export default function WallPage() {
  useTitle(t("nav.wall"));
  useSecondHand();
  const wall = useWall();
  const flow = useFlow(wall.overview);
  const areas = useAreas(wall);
  const unit = useUnit();
  const { overview, today } = wall;
  return html`<div class="wall">
    <${WallHead} wall=${wall} />
    <${Flow} flow=${flow} today=${today} day=${wall.day} />
    <${WallPanel} area="areas" title=${t(areas.level === "county" ? "wall.counties" : "wall.streets")} note=${t("wall.rankNote")}>
      <${Ranking} items=${areas.items} query=${(item) => ({ area: item.code })} empty=${t("wall.noOpen")} /><//>
    <${WallPanel} area="organisations" title=${t("wall.departments")} note=${t("wall.rankNote")}>
      <${Ranking} items=${overview?.organisations ?? []} query=${(item) => ({ organisation: item.id })} empty=${t("wall.noOpen")} /><//>
    <${WallPanel} area="map" title=${t("wall.map")}><${WallMap} areas=${areas} rows=${wall.rows} pulses=${wall.pulses} unit=${unit} /><//>
    <section class="wall-panel wall-hours" aria-label=${t("wall.hours")}><${Hours} today=${today} day=${wall.day} unit=${unit} /></section>
    <${WallPanel} area="burning" title=${t("wall.burning")}><${BurningNext} rows=${wall.rows} overview=${overview} /><//>
    <${WallPanel} area="latest" title=${t("wall.latest")}><${LatestCases} rows=${wall.latest} day=${wall.day} overview=${overview} /><//>
  </div>`;
}

/** How many pixels one unit of the wall has: its height is 1080 units. */
function useUnit() {
  const [unit, setUnit] = useState(innerHeight / 1080);
  useEffect(() => {
    const measure = () => setUnit(innerHeight / 1080);
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return unit;
}
