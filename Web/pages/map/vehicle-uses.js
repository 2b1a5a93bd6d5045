// Which uses are shown on the map, how many of each are in view, and what their marks mean.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { setQuery } from "../../kit/router.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { marksFrom } from "./vehicles-layer.js";
import { UseMark, useName, uses as all } from "../devices/words.js";

export function VehicleUses({ fleet, uses, zoom }) {
  useStore(fleet.state);
  const hasDots = useStore(fleet.isMany) && zoom < marksFrom;
  const chosen = new Set(uses ?? all);
  const counts = new Map();
  for (const { use } of fleet.list()) counts.set(use, (counts.get(use) ?? 0) + 1);
  const flip = (use) => {
    const next = new Set(chosen);
    if (!next.delete(use)) next.add(use);
    const kept = all.filter((each) => next.has(each));
    setQuery({ uses: kept.length === all.length ? undefined : kept.join(",") || "none" });
  };
  return html`<ul class="mark-list" aria-label=${t("fleet.uses")}>${all.map((use) => html`<li key=${use}><label class="form-check">
      <input class="form-check-input" type="checkbox" checked=${chosen.has(use)} onChange=${() => flip(use)} /> <${UseMark} use=${use} /><span>${useName(use)}</span></label>
      <span class="use-count faint">${counts.get(use) ? number(counts.get(use)) : ""}</span></li>`)}
    ${hasDots && html`<li class="faint">${t("fleet.dotKey")}</li>`}<li class="faint">${t("fleet.beakKey")}</li><li class="faint">${t("fleet.quietKey")}</li></ul>`;
}

/** Says when the line to the vehicles is down: what the map shows is then old. */
export function FleetLine({ fleet }) {
  const { line } = useStore(fleet.state);
  return line === "down" && html`<p class="map-chip" role="status">${t("fleet.down")}</p>`;
}
