// Cases of the same small class within 50 m and 24 hours: perhaps the same matter.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Time } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { StateBadge } from "./badges.js";

export function useSimilar(id, version) {
  const read = useLoad((signal) => get(`/cases/${id}/similar`, null, { signal }), [id, version]);
  return read.value?.items ?? [];
}

/** `onMerge(row)` is there when this case may be merged now. */
export function Similar({ rows, onMerge }) {
  if (rows.length === 0) return null;
  return html`<${Card} title=${t("case.similar", { count: rows.length })}>
    <ul class="plain similar">${rows.map((row) => html`<li key=${row.id}>
      <a href=${`/cases/${row.number}`}>${row.number}</a> <${StateBadge} row=${row} />
      <span class="faint"><${Time} at=${row.reportedAt} /> · ${row.address}</span>
      <span class="similar-words">${row.description}</span>
      ${onMerge && row.turn && html`<button type="button" class="btn btn-sm" aria-label=${t("case.mergeInto", { number: row.number })} onClick=${() => onMerge(row)}>${t("case.mergeIntoShort")}</button>`}
    </li>`)}</ul>
    <p class="faint">${t("case.similarWhat", { class: say(rows[0].smallClass?.name) })}</p><//>`;
}
