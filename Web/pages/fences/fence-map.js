// The fence on a map, drawn by whoever may: an area by its corners, a circle by its centre, a corridor by its line.
import { html, useMemo, useRef, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { t } from "../../kit/texts.js";
import { boundsOfFences, featuresOf, fenceLayer } from "./fence-layer.js";

const tools = { polygon: "polygon", circle: "point", corridor: "line" };
const hints = { polygon: "fences.polygonHint", circle: "fences.circleHint", corridor: "fences.corridorHint" };

/** `form` keeps one geometry for each shape at `shapes`, so that trying another loses nothing. */
export function FenceField({ form, others, around }) {
  const ground = useGround();
  const first = useRef(form.values.shapes);
  const [round, setRound] = useState(0);
  const { shape, reachM } = form.values;
  const geometry = form.values.shapes[shape];
  const begun = first.current[shape];
  const fit = useMemo(() => (begun ? boundsOfFences([{ geometry: begun, reachM }]) : around), [shape, around?.join()]);
  const quiet = useMemo(() => featuresOf(others), [others]);
  const reach = useMemo(() => featuresOf(geometry && shape !== "polygon" && reachM > 0 ? [{ id: "own", name: "", isActive: true, geometry, reachM }] : []), [geometry, shape, reachM]);
  const layers = useMemo(() => [...ground, fenceLayer({ id: "fences-others", data: quiet, quiet: true }), fenceLayer({ id: "fence-own", data: reach, named: false })], [ground, quiet, reach]);
  const put = (next) => {
    form.set(`shapes.${shape}`, next ?? undefined);
    setRound(round + 1);
  };
  const error = form.errors.geometry ?? Object.entries(form.errors).find(([path]) => path.startsWith("geometry"))?.[1];
  return html`<fieldset class="shape-field" data-field="geometry"><legend class="visually-hidden">${t("fences.drawMap")}</legend>
    <p class="form-hint">${t(hints[shape])}</p>
    <div class="shape-map"><${CityMap} key=${`${shape} ${round}`} label=${t("fences.drawMap")} layers=${layers} fit=${fit} draw=${tools[shape]} shape=${geometry} onShape=${(next) => form.set(`shapes.${shape}`, next)} /></div>
    ${error && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${error}</p>`}
    <div class="row-wrap"><button type="button" class="btn btn-sm" disabled=${!geometry} onClick=${() => put(undefined)}><${Icon} name="polygon" /> ${t("fences.redraw")}</button>
      ${begun && html`<button type="button" class="btn btn-sm" disabled=${geometry === begun} onClick=${() => put(begun)}><${Icon} name="refresh" /> ${t("fences.restore")}</button>`}</div>
  </fieldset>`;
}

/** For those who only look. */
export function FencePicture({ fence }) {
  const ground = useGround();
  const data = useMemo(() => featuresOf([fence]), [fence]);
  const fit = useMemo(() => boundsOfFences([fence]), [fence]);
  const layers = useMemo(() => [...ground, fenceLayer({ data })], [ground, data]);
  return html`<div class="shape-map"><${CityMap} label=${t("fences.map")} layers=${layers} fit=${fit} /></div>`;
}
