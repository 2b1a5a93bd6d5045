// The legend in words, always on the map; all that can be chosen about it is one tap away.
import { html, useState } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { BaseNote } from "../../kit/map/frame.js";
import { colors } from "../../kit/map/palette.js";
import { t } from "../../kit/texts.js";
import { hueOf } from "./figures.js";

const titles = { open: "cityMap.measureOpen", red: "cityMap.measureRed", burning: "cityMap.measureBurning" };
const levels = { county: "level.county", street: "level.street", grid: "cityMap.levelGrid" };

/** What the shades mean: “1–4 件”, “5–9 件”, … and “没有” for the bare land. */
export function Shades({ steps, measure }) {
  const hue = colors().shades[hueOf(measure)];
  return html`<ul class="shades"><li><span class="shade" style=${{ background: colors().land }} aria-hidden="true"></span>${t("cityMap.noneShade")}</li>
    ${steps.map((from, index) => html`<li key=${from}><span class="shade" style=${{ background: hue[index] }} aria-hidden="true"></span>${rangeWords(from, steps[index + 1])}</li>`)}</ul>`;
}

function rangeWords(from, next) {
  if (next === undefined) return t("cityMap.shadeFrom", { from: number(from) });
  return next - from === 1 ? t("cityMap.shadeOne", { from: number(from) }) : t("cityMap.shadeRange", { from: number(from), to: number(next - 1) });
}

export const shadeTitle = (measure, level) => t("cityMap.shadeTitle", { measure: t(titles[measure]), level: t(levels[level]) });

export function Legend({ shown, measure, level, steps, seesCases, figures, onMore }) {
  const [isOpen, setOpen] = useState(matchMedia("(min-width: 768px)").matches);
  const hasShades = seesCases && shown.has("shading");
  return html`<section class="map-legend-box" aria-label=${t("cityMap.legend")}>
    <button type="button" class="legend-head" aria-expanded=${String(isOpen)} onClick=${() => setOpen(!isOpen)}>${hasShades ? shadeTitle(measure, level) : t("cityMap.legend")} <${Icon} name=${isOpen ? "down" : "up"} /></button>
    ${isOpen && html`<div>${hasShades && (figures.error ? html`<p class="faint">${figures.error.message}</p>` : html`<${Shades} steps=${steps} measure=${measure} />`)}
      <ul class="plain"><${BaseNote} /></ul>
      <button type="button" class="btn-link" onClick=${onMore}>${t("cityMap.allLayers")}</button></div>`}
  </section>`;
}
