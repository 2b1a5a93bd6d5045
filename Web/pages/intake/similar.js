// The same thing reported before: joined instead of handled twice.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { metres } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { hasEnded } from "../../kit/terms.js";
import { t } from "../../kit/texts.js";
import { CaseCard } from "./caller.js";

export function useSimilar({ smallClass, place }) {
  const key = smallClass && place ? `${smallClass}|${place.lng}|${place.lat}` : null;
  const found = useLoad(async (signal) => {
    if (!key || !can("case.read")) return null;
    return (await get("/cases/similar", { class: smallClass, lng: place.lng, lat: place.lat }, { signal })).items;
  }, [key]);
  return { ...found, asked: Boolean(key) };
}

/** Metres between two places of one city. */
export function distance(from, to) {
  const north = (to.lat - from.lat) * 111_320;
  const east = (to.lng - from.lng) * 111_320 * Math.cos((from.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

export function SimilarCases({ similar, place, onJoin }) {
  const rows = similar.value ?? [];
  return html`<section class="panel similar-cases" aria-label=${t("intake.similar")}>
    <header class="panel-head"><h2>${t("intake.similar")}${similar.value && html` <span class="page-count">${rows.length}</span>`}</h2><kbd>J</kbd></header>
    <div class="panel-body" aria-live="polite">
      ${similar.error ? html`<p class="faint">${similar.error.message}</p>` : !similar.asked ? html`<p class="faint">${t("intake.similarHint")}</p>`
        : similar.value === null ? html`<p class="faint">${t("common.loading")}</p>` : rows.length === 0 ? html`<p class="faint">${t("intake.similarNone")}</p>`
        : html`<ul class="case-cards">${rows.slice(0, 6).map((row) => html`<${CaseCard} key=${row.id} row=${row} quiet=${hasEnded(row.state)} distance=${place && row.lng !== undefined && metres(distance(place, row))}
            actions=${!hasEnded(row.state) && can("case.accept") && html`<button type="button" class="btn btn-sm" onClick=${() => onJoin(row)}>${t("intake.join")}</button>`} />`)}</ul>`}
    </div></section>`;
}
