// Counties or streets in the colours of their grades. What is on the map stands in the table beside it.
import { html, useMemo } from "../../kit/html.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { CityMap } from "../../kit/map.js";
import { boundsLayer, namesLayer, places, useAreaNames } from "../../kit/map/ground.js";
import { styleOf } from "../../kit/map/kinds.js";
import { colors } from "../../kit/map/palette.js";
import { picture } from "../../kit/map/pictures.js";
import { go } from "../../kit/router.js";
import { session } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { kindName, subjectLink } from "./kinds.js";
import { GradeLegend, shown } from "./marks.js";

const shade = ["to-string", ["coalesce", ["feature-state", "value"], ""]];

const gradesLayer = ({ by, grades, values, tip }) => ({
  id: "grades", source: "places", sourceLayer: "areas", values, tip,
  style: () => ({
    sources: places(0),
    layers: [{ id: "grade-areas", type: "fill", source: "places", "source-layer": "areas", filter: ["==", ["get", "level"], by],
      paint: { "fill-color": ["match", shade, ...grades.flatMap((each) => [each.grade, each.colour]), colors().land], "fill-opacity": 0.55 } }],
    hits: ["grade-areas"],
  }),
});

// Streets are in the tiles from near only: from afar each is a dot at its centre, with its letter.
const dotsLayer = ({ rows, grades }) => ({
  id: "grade-dots",
  style: () => ({
    sources: { "grade-dots": styleOf([{ id: "grade-dots", kind: "points", key: "code", data: rows }]).sources["grade-dots"] },
    layers: [
      { id: "grade-dots", type: "circle", source: "grade-dots", maxzoom: 9.6, paint: { "circle-radius": 6, "circle-color": ["match", ["get", "grade"], ...grades.flatMap((each) => [each.grade, each.colour]), colors().land], "circle-opacity": 0.65, "circle-stroke-color": colors().paper, "circle-stroke-width": 1 } },
      { id: "grade-letters", type: "symbol", source: "grade-dots", maxzoom: 9.6, layout: { "icon-image": picture("words", ["get", "grade"], 11, "label", 700)} },
    ],
    hits: ["grade-dots"],
  }),
});

export function LeagueMap({ by, rows, grades, own }) {
  const names = useAreaNames(11, true);
  const byCode = useMemo(() => new Map(rows.map((row) => [row.subject, row])), [rows]);
  const values = useMemo(() => Object.fromEntries(rows.filter((row) => row.grade).map((row) => [row.subject, row.grade])), [rows]);
  // The letter stands beside the name: colour alone says nothing to many.
  const labels = useMemo(() => names.filter((each) => byCode.has(each.code) || (by !== "county" && each.level === "county"))
    .map((each) => (byCode.get(each.code)?.grade ? { ...each, label: `${each.label} ${byCode.get(each.code).grade}` } : each)), [names, byCode, by]);
  const dots = useMemo(() => names.filter((each) => each.level === by && byCode.get(each.code)?.grade).map((each) => ({ ...each, grade: byCode.get(each.code).grade })), [names, byCode, by]);
  const layers = useMemo(() => {
    const tip = ({ code }) => tipOf(byCode.get(code));
    return [gradesLayer({ by, grades, values, tip }), boundsLayer({}), ...(by === "street" ? [{ ...dotsLayer({ rows: dots, grades }), tip }] : []), namesLayer({ rows: labels })];
  }, [by, grades, values, byCode, labels, dots]);
  const bounds = useAreaBounds(session.get()?.area || undefined);
  const select = ({ id, properties }) => {
    const code = String(properties?.code ?? id);
    if (byCode.has(code)) go(subjectLink(by, code, own));
  };
  return html`<div class="league-map-box"><div class="league-map"><${CityMap} label=${t("evaluation.mapLabel", { who: kindName(by) })} layers=${layers} fit=${bounds ?? undefined} onSelect=${select} /></div>
    <${GradeLegend} grades=${grades} /></div>`;
}

const tipOf = (row) => (row ? `${say(row.name)}\n${shown(row.score, 2)}${row.grade ? ` ${row.grade}` : ""}` : "");
