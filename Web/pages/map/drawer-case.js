// A case beside the map: what, where, how long, photos, and what this person may do next.
import { html, useEffect } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { ClockBar } from "../../kit/clockbar.js";
import { Copy } from "../../kit/copy.js";
import { Time } from "../../kit/format.js";
import { Lamp } from "../../kit/lamp.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { Facts } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { hasEnded, sourceName } from "../../kit/terms.js";
import { say, spaced, t } from "../../kit/texts.js";
import { Sheet } from "./sheet.js";

export function CaseDrawer({ id, onClose, show, area, onLocate }) {
  const found = useLoad((signal) => get(`/cases/${id}`, null, { signal }), [id]);
  useLive("case.changed", (events) => {
    if (!events.length || events.some((event) => event.data?.caseID === id || event.data?.number === id)) found.refresh();
  }, { settle: 1000 });
  const detail = found.value;
  const row = detail?.row;
  // A link from a larger screen may have left the case below the drawer.
  useEffect(() => {
    if (row?.lng !== undefined) onLocate(row);
  }, [row?.lng, row?.lat]);
  const name = say(row?.smallClass?.name).split(" › ").at(-1);
  const actions = detail?.actions ?? [];
  return html`<${Sheet} kind=${t("search.case")} title=${name || row?.number || t("common.loading")} href=${row && `/cases/${row.number}`} onClose=${onClose}
      foot=${row && html`<a class=${actions.length ? "btn btn-primary" : "btn"} href=${`/cases/${row.number}`}>${t(actions.length ? "cityMap.handle" : "cityMap.seeCase")}</a>
        ${area && html`<button type="button" class="btn" onClick=${() => show({ kind: "cases" })}>${t("cityMap.backToList")}</button>`}`}>
    ${found.error && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!detail && !found.error && html`<${Loading} rows=${8} />`}
    ${detail && html`<div class="stack"><p class="case-line"><${Copy} text=${row.number} /><span class="state-word">${say(row.stateName)}</span>${!hasEnded(row.state) && html`<${Lamp} lamp=${row.lamp} />`}${row.urgent && html`<span class="urgent-word">${t("cityMap.urgent")}</span>`}</p>
      <${Clocks} clocks=${detail.clocks} />
      <${Facts} items=${facts(row, show)} />
      ${row.description && html`<p class="case-words">${spaced(row.description)}</p>`}
      ${detail.photos.length > 0 && html`<${PhotoGrid} photos=${detail.photos} small=${true} />`}
      ${actions.length > 0 && html`<p class="faint">${t("cityMap.mayDo", { actions: actions.map((action) => say(action.name)).join(t("cityMap.comma")) })}</p>`}</div>`}
  <//>`;
}

// The clocks that run or rest come first; those that have ended are on the case's page.
function Clocks({ clocks = [] }) {
  const running = clocks.filter((clock) => !clock.stoppedAt);
  return running.map((clock) => html`<${ClockBar} key=${clock.kind} clock=${clock} />`);
}

const facts = (row, show) => [
  [t("cityMap.address"), spaced(row.address ?? "")],
  [t("cityMap.area"), row.area && html`<button type="button" class="btn-link" onClick=${() => show({ kind: "area", id: row.area.id })}>${say(row.area.name)}</button>`],
  row.grid && [t("cityMap.grid"), html`<button type="button" class="btn-link code" onClick=${() => show({ kind: "grid", id: row.grid })}>${row.grid}</button>`],
  row.part && [t("cityMap.part"), html`<button type="button" class="btn-link code" onClick=${() => show({ kind: "part", id: row.part })}>${row.part}</button>`],
  row.organisation && [t("cityMap.organisation"), say(row.organisation.name)],
  [t("cityMap.source"), sourceName(row.source)],
  [t("cityMap.reported"), html`<${Time} at=${row.reportedAt} />`],
];
