// The map around a case: the ground with its names, the case, and those near it.
import { html, useMemo } from "../../kit/html.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { language, t } from "../../kit/texts.js";

export default function SmallMap({ row, near, ...rest }) {
  const ground = useGround();
  // The map looks at its layers again whenever they are new ones.
  const shown = [row, ...near].filter((each) => each.lng !== undefined).map(({ id, lng, lat, lamp, number }) => ({ id, lng, lat, lamp, number }));
  const key = JSON.stringify(shown);
  const layers = useMemo(() => [...ground, casesLayer(shown)], [ground, key, language.get()]);
  const fit = useMemo(() => around(row), [row.lng, row.lat]);
  const selected = useMemo(() => ({ layer: "cases", id: row.id }), [row.id]);
  return html`<${CityMap} ...${rest} layers=${layers} fit=${fit} selected=${selected} />`;
}

const lampColours = { green: "green", yellow: "amber", red: "red" };
const casesLayer = (rows) => ({ id: "cases", title: t("case.map.layer"), kind: "points", icon: "case", color: { by: "lamp", values: lampColours, other: "grey" }, data: rows });

// About 250 m to each side: the houses around, not the district.
const around = ({ lng, lat }) => [lng - 0.0027, lat - 0.0022, lng + 0.0027, lat + 0.0022];
