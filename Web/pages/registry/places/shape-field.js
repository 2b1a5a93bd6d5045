// A boundary that is drawn and edited on a map, as a field of a form.
import { html, useMemo, useRef, useState } from "../../../kit/html.js";
import { Icon } from "../../../kit/icons.js";
import { CityMap } from "../../../kit/map.js";
import { useGround } from "../../../kit/map/ground.js";
import { can } from "../../../kit/session.js";
import { t } from "../../../kit/texts.js";
import { boxOf } from "./words.js";

/** `form` holds a GeoJSON geometry at `name`; `around` is what the map shows while nothing is drawn. */
export function ShapeField({ form, name, around, label }) {
  const ground = useGround();
  const first = useRef(form.values[name]);
  const [round, setRound] = useState(0);
  const shape = form.values[name];
  const fit = useMemo(() => boxOf(first.current) ?? around, [around?.join()]);
  const error = form.errors[name] ?? form.errors[`${name}.coordinates`] ?? Object.entries(form.errors).find(([path]) => path.startsWith(name))?.[1];
  const mayWrite = can("registry.write");
  const still = useMemo(() => [...ground, { id: "shape", kind: "areas", data: { type: "FeatureCollection", features: shape ? [{ type: "Feature", id: 1, properties: {}, geometry: shape }] : [] } }], [ground, shape]);
  if (!mayWrite) return html`<div class="shape-map"><${CityMap} label=${label} layers=${still} fit=${fit} /></div>`;
  const redraw = () => {
    form.set(name, undefined);
    setRound(round + 1);
  };
  const restore = () => {
    form.set(name, first.current);
    setRound(round + 1);
  };
  return html`<fieldset class="shape-field">
    <legend class="visually-hidden">${label}</legend>
    <p class="form-hint">${t("places.shapeHint")}</p>
    <div class="shape-map"><${CityMap} key=${round} label=${label} layers=${ground} fit=${fit} draw="polygon" shape=${shape} onShape=${(next) => form.set(name, next)} /></div>
    ${error && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${error}</p>`}
    <div class="row-wrap">
      <button type="button" class="btn btn-sm" onClick=${redraw} disabled=${!shape}><${Icon} name="polygon" /> ${t("places.redraw")}</button>
      <button type="button" class="btn btn-sm" onClick=${restore} disabled=${shape === first.current}><${Icon} name="refresh" /> ${t("places.undoShape")}</button>
    </div>
  </fieldset>`;
}
