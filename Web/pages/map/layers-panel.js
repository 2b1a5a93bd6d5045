// The layers: what is shown, by which measure places are coloured, which classes of parts, and what each mark means.
import { html } from "../../kit/html.js";
import { Lamp } from "../../kit/lamp.js";
import { BaseNote } from "../../kit/map/frame.js";
import { classColor } from "../../kit/map/palette.js";
import { setQuery } from "../../kit/router.js";
import { say, t } from "../../kit/texts.js";
import { measures } from "./address.js";
import { VehicleUses } from "./vehicle-uses.js";
import { shadeTitle, Shades } from "./legend.js";

const titles = { shading: "cityMap.layerShading", bounds: "cityMap.layerBounds", names: "cityMap.layerNames", parts: "cityMap.layerParts", cases: "cityMap.layerCases", vehicles: "fleet.layer", fences: "fleet.fences", incidents: "cityMap.layerIncidents", cameras: "cityMap.layerCameras" };
const camerasFrom = 14;
const measureTitles = { open: "cityMap.measureOpen", red: "cityMap.measureRed", burning: "cityMap.measureBurning" };

export function LayersPanel({ shown, onShown, measure, level, steps, classes, big, zoom, seesCases, seesVehicles, seesCommand, fleet, uses }) {
  const flip = (name) => {
    const next = new Set(shown);
    if (!next.delete(name)) next.add(name);
    onShown(next);
  };
  const names = [...(seesCases ? ["cases"] : []), ...(seesVehicles ? ["vehicles", "fences"] : []), ...(seesCommand ? ["incidents"] : []), ...(seesCases ? ["shading"] : []), "parts", "cameras", "bounds", "names"];
  return html`<ul class="layer-list">${names.map((name) => html`<li key=${name}>
    <label class="form-check"><input class="form-check-input" type="checkbox" checked=${shown.has(name)} onChange=${() => flip(name)} /> <span>${t(titles[name])}</span></label>
    ${shown.has(name) && name === "cases" && html`<${CaseMarks} />`}
    ${shown.has(name) && name === "vehicles" && html`<${VehicleUses} fleet=${fleet} uses=${uses} zoom=${zoom} />`}
    ${shown.has(name) && name === "shading" && html`<${Measures} measure=${measure} /><p class="faint">${shadeTitle(measure, level)}</p><${Shades} steps=${steps} measure=${measure} />`}
    ${shown.has(name) && name === "cameras" && zoom < camerasFrom && html`<p class="faint">${t("cityMap.camerasNearer")}</p>`}
    ${shown.has(name) && name === "parts" && html`<${PartClasses} classes=${classes} big=${big} zoom=${zoom} />`}</li>`)}
    <${BaseNote} /></ul>`;
}

const CaseMarks = () => html`<ul class="mark-list">
  <li><${Lamp} lamp="red" word=${t("cityMap.markRed")} /></li><li><${Lamp} lamp="yellow" word=${t("cityMap.markYellow")} /></li><li><${Lamp} lamp="green" word=${t("cityMap.markGreen")} /></li>
  <li><span class="mark-urgent" aria-hidden="true"></span>${t("cityMap.markUrgent")}</li><li><span class="mark-count" aria-hidden="true">12</span>${t("cityMap.markCount")}</li></ul>`;

function Measures({ measure }) {
  return html`<fieldset class="measure"><legend class="visually-hidden">${t("cityMap.measure")}</legend>${measures.map((each) => html`<label key=${each} class="form-check form-check-inline">
    <input class="form-check-input" type="radio" name="measure" checked=${measure === each} onChange=${() => setQuery({ measure: each === "open" ? undefined : each })} /> <span>${t(measureTitles[each])}</span></label>`)}</fieldset>`;
}

function PartClasses({ classes, big, zoom }) {
  if (zoom < 11.5) return html`<p class="faint">${t("cityMap.partsNearer")}</p>`;
  if (!classes) return html`<p class="faint">${t("common.loading")}</p>`;
  const chosen = new Set(big ?? classes.big.map(({ code }) => code));
  const flip = (code) => {
    const next = new Set(chosen);
    if (!next.delete(code)) next.add(code);
    const all = classes.big.map((each) => each.code).filter((each) => next.has(each));
    setQuery({ big: all.length === classes.big.length ? undefined : all.join(",") || "none" });
  };
  return html`<ul class="mark-list" aria-label=${t("cityMap.partClasses")}>${classes.big.map(({ code, name }) => html`<li key=${code}><label class="form-check">
    <input class="form-check-input" type="checkbox" checked=${chosen.has(code)} onChange=${() => flip(code)} /> <span class="class-dot" style=${{ background: classColor(code) }} aria-hidden="true"></span><span>${say(name)}</span></label></li>`)}
    <li class="faint">${t(zoom < 14 ? "cityMap.partsCounted" : zoom < 16 ? "cityMap.partsDots" : "cityMap.partsMarks")}</li></ul>`;
}
