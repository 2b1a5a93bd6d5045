// The map with its layers, selection and drawing.
import { html, useMemo, useState } from "../../kit/html.js";
import { RadioGroup } from "../../kit/form.js";
import { useGround } from "../../kit/map/ground.js";
import { CityMap } from "../../kit/map.js";
import { useList } from "../../kit/load.js";
import { t } from "../../kit/texts.js";

const lampColor = { by: "lamp", values: { green: "green", yellow: "amber", red: "red" }, other: "grey" };
const kinds = { none: "ui.map.none", point: "ui.map.point", line: "ui.map.line", box: "ui.map.box", polygon: "ui.map.polygon" };

export function MapSamples() {
  const [draw, setDraw] = useState("none");
  const [shape, setShape] = useState(null);
  const [selected, setSelected] = useState(null);
  const ground = useGround();
  const cases = useList("/cases", { state: "open" }, { limit: 200 });
  const placed = useMemo(() => cases.items.filter((row) => row.lng !== undefined), [cases.items]);
  const layers = [
    ...ground,
    { id: "cases", title: t("ui.map.cases"), kind: "points", cluster: true, icon: "lamp", color: lampColor, data: placed, tip: (row) => row.address },
  ];
  const choose = (next) => {
    setDraw(next);
    setShape(null);
  };
  return html`<${RadioGroup} inline label=${t("ui.map.draw")} value=${draw} onValue=${choose} options=${Object.entries(kinds).map(([value, key]) => ({ value, label: t(key) }))} />
    <div class="map-sample"><${CityMap} label=${t("ui.map.label")} layers=${layers} selected=${selected} onSelect=${setSelected} draw=${draw === "none" ? null : draw} shape=${shape} onShape=${setShape} legend /></div>
    ${shape && html`<pre class="code">${JSON.stringify(shape)}</pre>`}`;
}
