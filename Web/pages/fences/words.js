// Fences in words.
import { html } from "../../kit/html.js";
import { metres } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

const kinds = {
  site: "fences.kind.site", dump: "fences.kind.dump", route: "fences.kind.route", forbidden: "fences.kind.forbidden", yard: "fences.kind.yard", work_area: "fences.kind.work_area", other: "fences.kind.other",
};

export const kindName = (kind) => t(kinds[kind] ?? kinds.other);
export const kindChoices = () => Object.keys(kinds).map((value) => ({ value, label: kindName(value) }));

/** polygon, circle or corridor: what a geometry stands for together with its reach. */
export const shapeOf = (geometry) => ({ Point: "circle", LineString: "corridor" })[geometry?.type] ?? "polygon";

export function shapeWords(fence) {
  const shape = shapeOf(fence.geometry);
  if (shape === "polygon") return t("fences.polygon");
  return t(shape === "circle" ? "fences.circleWords" : "fences.corridorWords", { reach: metres(fence.reachM) });
}

export const FenceState = ({ fence }) => html`<span class=${`rule-state ${fence.isActive ? "" : "rule-off"}`}><${Icon} name=${fence.isActive ? "check" : "pause"} size=${14} /> ${t(fence.isActive ? "fences.active" : "fences.inactive")}</span>`;
