// The map with its layers, selection and drawing.
import { html, useState } from "../../kit/html.js";
import { RadioGroup } from "../../kit/form.js";
import { CityMap } from "../../kit/map.js";
import { useList } from "../../kit/load.js";
import { t } from "../../kit/texts.js";

const lampColor = { by: "lamp", values: { green: "green", yellow: "amber", red: "red" }, other: "grey" };

export function MapSamples() {
  const [draw, setDraw] = useState("none");
  const [shape, setShape] = useState(null);
  const [selected, setSelected] = useState(null);
  const cases = useList("/cases", { state: "open" }, { limit: 200 });
  const kinds = [["none", "ui.map.none"], ["point", "ui.map.point"], ["line", "ui.map.line"], ["box", "ui.map.box"], ["polygon", "ui.map.polygon"]];
  const layers = [
    { id: "areas", title: t("ui.map.areas"), kind: "areas", tiles: "/tiles/places", sourceLayer: "areas", label: "name" },
    { id: "grids", title: t("ui.map.grids"), kind: "areas", tiles: "/tiles/places", sourceLayer: "grids", label: "name", minzoom: 13 },
    { id: "cases", title: t("ui.map.cases"), kind: "points", cluster: true, icon: "case", color: lampColor, data: cases.items.filter((row) => row.lng !== undefined) },
  ];
  return html`<${RadioGroup} inline label=${t("ui.map.draw")} value=${draw} onValue=${(next) => { setDraw(next); setShape(null); }} options=${kinds.map(([value, key]) => ({ value, label: t(key) }))} />
    <div class="map-sample"><${CityMap} label=${t("ui.map.label")} layers=${layers} selected=${selected} onSelect=${setSelected} draw=${draw === "none" ? null : draw} shape=${shape} onShape=${setShape} legend /></div>
    ${shape && html`<pre class="code">${JSON.stringify(shape)}</pre>`}`;
}
