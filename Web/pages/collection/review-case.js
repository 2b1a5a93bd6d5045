// The report that is judged: what was said, where, by whom, and its pictures.
import { html } from "../../kit/html.js";
import { Time } from "../../kit/format.js";
import { Card, Facts } from "../../kit/page.js";
import { PhotoGrid } from "../../kit/photos.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { LazyMap } from "../case/lazy-map.js";
import { seesCase } from "./marks.js";

export function ReviewCase({ check, detail }) {
  const item = detail.value;
  const link = html`<a class="btn btn-sm" href=${`/cases/${check.caseNumber}`}>${t("collection.openCase")}</a>`;
  return html`<div><${Card} title=${html`<span class="code">${check.caseNumber}</span>`} actions=${item && link}>
    ${!seesCase(check.caseNumber, true) || detail.error?.notFound || detail.error?.forbidden ? html`<${Empty} icon="lock" title=${t("collection.caseHidden")} text=${t("collection.caseHiddenHint")} />`
      : detail.error && !item ? html`<${ErrorState} error=${detail.error} onRetry=${detail.refresh} />`
        : !item ? html`<${Loading} rows=${8} />` : html`<${Words} check=${check} item=${item} />`}<//></div>`;
}

function Words({ check, item }) {
  const { row, photos } = item;
  return html`<p class="case-words">${row.description || html`<span class="faint">${t("case.noWords")}</span>`}</p>
    <div class="review-photos"><${PhotoGrid} photos=${photos} empty=${t("case.noPhotos")} /></div>
    <${Facts} items=${[
      [t("case.fact.class"), row.smallClass && say(row.smallClass.name)],
      [t("case.fact.address"), row.address],
      [t("case.fact.area"), say(row.area.name)],
      [t("collection.reportedAt"), html`<${Time} at=${check.reportedAt} />`],
      [t("collection.reporter"), check.reporterName],
      [t("collection.caseState"), say(row.stateName)],
    ]} />
    <div class="review-map"><${LazyMap} key=${row.id} row=${row} label=${t("collection.reportMap")} /></div>`;
}
