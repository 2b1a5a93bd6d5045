// A part beside the map: what it is, whose it is, and the cases about it.
import { html, useEffect } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { coordinates } from "../../kit/format.js";
import { useLive } from "../../kit/live.js";
import { useList, useLoad } from "../../kit/load.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Facts } from "../../kit/page.js";
import { match } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { partStateName } from "../../kit/terms.js";
import { say, spaced, t } from "../../kit/texts.js";
import { Sheet } from "./sheet.js";
import { CaseList } from "./rows.js";

export function PartDrawer({ id, onClose, show, classes, onLocate }) {
  const found = useLoad((signal) => get(`/parts/${id}`, null, { signal }), [id]);
  useLive("registry.changed", found.refresh, { settle: 2000 });
  const part = found.value;
  useEffect(() => {
    if (part) onLocate(part.place);
  }, [part?.place.lng, part?.place.lat]);
  const page = `/parts/${id}`;
  return html`<${Sheet} kind=${t("search.part")} title=${part ? spaced(part.name) : id} href=${match(page) ? page : null} onClose=${onClose}
      foot=${can("case.report") && part && html`<a class="btn" href=${`/intake?part=${id}&lng=${part.place.lng}&lat=${part.place.lat}`}>${t("cityMap.reportPart")}</a>`}>
    ${found.error && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!part && !found.error && html`<${Loading} rows=${8} />`}
    ${part && html`<div class="stack"><${Facts} items=${facts(part, classes, show)} />${can("case.read") && html`<${PartCases} code=${id} show=${show} />`}</div>`}
  <//>`;
}

const facts = (part, classes, show) => {
  const known = classes?.bySmall.get(part.big + part.small);
  return [
    [t("cityMap.code"), html`<${Copy} text=${part.code} />`],
    known && [t("cityMap.class"), `${say(known.bigName)} › ${say(known.name)}`],
    [t("cityMap.state"), partStateName(part.state)],
    [t("cityMap.area"), html`<button type="button" class="btn-link" onClick=${() => show({ kind: "area", id: part.area })}><${AreaName} code=${part.area} /></button>`],
    part.gridCode && [t("cityMap.grid"), html`<button type="button" class="btn-link code" onClick=${() => show({ kind: "grid", id: part.gridCode })}>${part.gridCode}</button>`],
    [t("cityMap.authority"), html`<${OrganisationName} id=${part.authority} />`],
    [t("cityMap.owner"), html`<${OrganisationName} id=${part.owner} />`],
    [t("cityMap.maintainer"), html`<${OrganisationName} id=${part.maintainer} />`],
    part.address && [t("cityMap.address"), spaced(part.address)],
    [t("cityMap.place"), html`<${Copy} text=${coordinates(part.place.lng, part.place.lat)} />`],
    part.note && [t("cityMap.note"), spaced(part.note)],
  ];
};

function PartCases({ code, show }) {
  const list = useList("/cases", { part: code }, { limit: 10 });
  useLive("case.changed", list.refresh, { settle: 1500 });
  return html`<section><h3>${t("cityMap.partCases")}</h3>
    <${CaseList} list=${list} none=${t("cityMap.noPartCases")} label=${t("cityMap.partCases")} more=${`/cases?part=${code}`} onOpen=${(row) => show({ kind: "case", id: row.id }, row.lng === undefined ? null : row)} /></section>`;
}
