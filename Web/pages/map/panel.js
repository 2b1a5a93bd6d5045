// What floats on the map: search, tools, the lamps' counts, and the panels that they open.
import { cx, html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { Lamp } from "../../kit/lamp.js";
import { MapButton } from "../../kit/map/frame.js";
import { setQuery } from "../../kit/router.js";
import { ErrorState } from "../../kit/states.js";
import { lampName, sources, stages, states } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { filtersOf } from "./address.js";
import { countLamps } from "./cases.js";
import { lampWord } from "./rows.js";
import { LayersPanel } from "./layers-panel.js";
import { Legend } from "./legend.js";
import { MapSearch } from "./search.js";
import { FleetLine } from "./vehicle-uses.js";

const fields = () => [
  { key: "text", kind: "text", label: t("cityMap.filterText"), always: true },
  { always: true, key: "stage", kind: "choice", label: t("cityMap.stage"), options: stages() },
  { always: true, key: "source", kind: "choice", label: t("cityMap.source"), options: sources() },
  { always: true, key: "class", kind: "class", label: t("cityMap.class") },
  { always: true, key: "area", kind: "area", label: t("cityMap.area") },
  { always: true, key: "organisation", kind: "organisation", label: t("cityMap.organisation") },
  { always: true, key: "urgent", kind: "boolean", label: t("cityMap.urgent") },
  { always: true, keys: ["from", "to"], kind: "dates", label: t("cityMap.reported") },
  { always: true, key: "state", kind: "choices", label: t("cityMap.state"), options: states() },
];

export function Panel(props) {
  const { panel, setPanel, query, cases, draw, onDraw, area, onDropArea, onList, onFound, seesCases, seesVehicles, fleet } = props;
  const filters = Object.keys(filtersOf(query)).filter((key) => key !== "lamp");
  const flip = (name) => () => setPanel((old) => (old === name ? null : name));
  return html`<div class="map-panel">
    <div class="map-tools">
      <${MapSearch} onFound=${onFound} />
      <div class="map-tool-row" role="toolbar" aria-label=${t("cityMap.tools")}>
        <${MapButton} icon="layers" label=${t("cityMap.layers")} showLabel=${true} pressed=${panel === "layers"} onClick=${flip("layers")} />
        ${seesCases && html`<${MapButton} icon="filter" label=${filters.length ? t("cityMap.filtersOn", { count: filters.length }) : t("cityMap.filters")} showLabel=${true} pressed=${panel === "filters"} onClick=${flip("filters")} />`}
        ${(seesCases || seesVehicles) && html`
          <${MapButton} icon="list" label=${t("cityMap.list")} showLabel=${true} onClick=${onList} />
          <span class="map-tool-gap"></span>
          <${MapButton} icon="scan" label=${t(seesVehicles ? "fleet.box" : "cityMap.box")} pressed=${draw === "box"} onClick=${() => onDraw("box")} />
          <${MapButton} icon="polygon" label=${t(seesVehicles ? "fleet.polygon" : "cityMap.polygon")} pressed=${draw === "polygon"} onClick=${() => onDraw("polygon")} />`}
      </div>
      ${seesCases && html`<${LampBar} cases=${cases} query=${query} />`}
      ${area && html`<p class="map-chip"><${Icon} name="polygon" /> ${t("cityMap.areaOn")} <button type="button" class="icon-button" aria-label=${t("cityMap.dropArea")} title=${t("cityMap.dropArea")} onClick=${onDropArea}><${Icon} name="close" /></button></p>`}
      ${seesVehicles && html`<${FleetLine} fleet=${fleet} />`}
      ${cases.error && html`<div class="map-note-box" role="alert"><${ErrorState} error=${cases.error} onRetry=${cases.refresh} /></div>`}
      ${cases.truncated && html`<p class="map-chip" role="status">${t("cityMap.truncated")}</p>`}
    </div>
    ${panel === "filters" && html`<section class="map-sheet" aria-label=${t("cityMap.filters")}><${Head} title=${t("cityMap.filters")} onClose=${flip("filters")} />
      <${FilterBar} page="map" fields=${fields()} views=${true} /><p class="faint">${t("cityMap.filterHint")}</p></section>`}
    ${panel === "layers" && html`<section class="map-sheet" aria-label=${t("cityMap.layers")}><${Head} title=${t("cityMap.layers")} onClose=${flip("layers")} /><${LayersPanel} ...${props} /></section>`}
    ${panel === null && html`<${Legend} ...${props} onMore=${flip("layers")} />`}
  </div>`;
}

const Head = ({ title, onClose }) => html`<header class="map-sheet-head"><h2>${title}</h2><button type="button" class="icon-button" aria-label=${t("common.close")} onClick=${onClose}><${Icon} name="close" /></button></header>`;

// The lamps are counts and filter at once: one tap shows only what is over the limit.
function LampBar({ cases, query }) {
  const counts = countLamps(cases.rows);
  const chosen = query.lamp;
  const choose = (lamp) => () => setQuery({ lamp: chosen === lamp ? undefined : lamp });
  return html`<div class=${cx("lamp-bar", cases.loading && "is-loading")} role="group" aria-label=${t("cityMap.lamps")}>
    <span class="lamp-bar-all"><strong>${cases.loading && !cases.rows.length ? "–" : number(cases.rows.length)}</strong> ${t(Object.keys(filtersOf(query)).length ? "cityMap.found" : "cityMap.open")}</span>
    ${["red", "yellow", "green"].map((lamp) => html`<button key=${lamp} type="button" aria-pressed=${String(chosen === lamp)} title=${t("cityMap.onlyLamp", { lamp: lampName(lamp) })}
      onClick=${choose(lamp)}><${Lamp} lamp=${lamp} word=${lampWord(lamp)} /> <strong>${number(counts[lamp])}</strong></button>`)}
  </div>`;
}
