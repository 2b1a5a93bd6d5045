// Small things that the pages of places share.
import { html } from "../../../kit/html.js";
import { number } from "../../../kit/format.js";
import { t } from "../../../kit/texts.js";

/** Square metres in words: large ones as square kilometres. */
export const squareWords = (areaM2) => (areaM2 >= 100000
  ? t("area.squareKM", { value: number(Math.round(areaM2 / 10000) / 100) })
  : t("area.squareM", { value: number(Math.round(areaM2)) }));

export const Code = ({ code }) => html`<span class="code">${code}</span>`;

/** West, south, east, north of a GeoJSON geometry. */
export function boxOf(shape) {
  if (!shape) return undefined;
  const box = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] !== "number") return part.forEach(walk);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
    return undefined;
  };
  walk(shape.coordinates);
  return box;
}

/** Drops what is empty, so that an optional field is absent and not "". */
export const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== undefined && value !== null));
