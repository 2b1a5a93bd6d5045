// What is known of a case, with names for all codes.
import { html } from "../../kit/html.js";
import { Copy } from "../../kit/copy.js";
import { coordinates, Time, time } from "../../kit/format.js";
import { Facts } from "../../kit/page.js";
import { appealName, roleName, sourceName, stageName, stages, supervisionName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { Name } from "./names.js";

export function Summary({ item }) {
  const { row, condition } = item;
  return html`<div class="case-summary">
    <p class="case-words">${row.description || html`<span class="faint">${t("case.noWords")}</span>`}</p>
    <${Facts} items=${[
      [t("case.fact.class"), row.smallClass && say(row.smallClass.name)],
      [t("case.fact.limit"), condition && say(condition.limit)],
      condition && [t("case.fact.condition"), say(condition.filing)],
      condition && [t("case.fact.closing"), say(condition.closing)],
      [t("case.fact.address"), row.address],
      [t("case.fact.area"), say(row.area.name)],
      [t("case.fact.organisation"), row.organisation && say(row.organisation.name)],
      [t("case.fact.turn"), turn(item)],
      [t("case.fact.reported"), html`<${Time} at=${row.reportedAt} /> · ${sourceName(row.source)}`],
      [t("case.fact.due"), row.dueAt && html`<${Time} at=${row.dueAt} />`],
    ]} /></div>`;
}

export const turn = ({ row, turnAccountName }) => {
  if (!row.turn) return t("case.nobody");
  if (turnAccountName) return `${turnAccountName} · ${roleName(row.turn)}`;
  return row.turn.startsWith("department") && row.organisation ? `${say(row.organisation.name)} · ${roleName(row.turn)}` : roleName(row.turn);
};

/** Everything else: codes to copy, counts, what came of it. */
export function MoreFacts({ item }) {
  const { row } = item;
  return html`<${Facts} items=${[
    [t("case.fact.number"), html`<${Copy} text=${row.number} />`],
    row.lng !== undefined && [t("case.fact.place"), html`<${Copy} text=${coordinates(row.lng, row.lat)} />`],
    row.grid && [t("case.fact.grid"), html`<${Copy} text=${row.grid} />`],
    item.responsibilityGrid && [t("case.fact.responsibility"), html`<${Name} kind="responsibility" id=${item.responsibilityGrid} />`],
    row.part && [t("case.fact.part"), html`<a href=${`/parts/${row.part}`}>${row.part}</a>`],
    item.routingRule && [t("case.fact.rule"), item.routingRule],
    item.suggestedOrganisation && [t("case.fact.suggested"), say(item.suggestedOrganisation.name)],
    item.filedAt && [t("case.fact.filed"), time(item.filedAt)],
    item.dispatchedAt && [t("case.fact.dispatched"), time(item.dispatchedAt)],
    item.handledAt && [t("case.fact.handled"), `${time(item.handledAt)}${item.handledOnTime === false ? ` · ${t("case.late")}` : ""}`],
    row.closedAt && [t("case.fact.closed"), `${time(row.closedAt)}${row.closedOnTime === undefined ? "" : ` · ${row.closedOnTime ? t("case.onTime") : t("case.late")}`}`],
    item.verifiedTrue !== undefined && [t("case.fact.verified"), item.verifiedTrue ? t("common.yes") : t("common.no")],
    item.returnCount > 0 && [t("case.fact.returns"), item.returnCount],
    item.reworkCount > 0 && [t("case.fact.reworks"), item.reworkCount],
    item.extensionCount > 0 && [t("case.fact.extensions"), item.extensionCount],
    item.suspendedUntil && [t("case.fact.until"), time(item.suspendedUntil)],
    row.supervision !== "none" && [t("case.fact.supervision"), supervisionName(row.supervision)],
    item.appeal !== "none" && [t("case.fact.appeal"), appealName(item.appeal)],
    item.satisfaction && [t("case.fact.satisfaction"), `${item.satisfaction}/5`],
    item.mergedInto && [t("case.fact.target"), html`<a href=${`/cases/${item.mergedInto}`}>${item.mergedIntoNumber ?? item.mergedInto}</a>`],
    item.origin && [t("case.fact.origin"), item.origin],
  ]} />`;
}

/** Where the case is on its way through the seven stages. */
export function Stages({ row }) {
  const all = stages();
  const at = all.findIndex((stage) => stage.value === row.stage);
  return html`<ol class="stages" aria-label=${t("case.stages")}>${all.map((stage, index) => html`<li key=${stage.value} class=${index < at ? "past" : index === at ? "now" : ""} aria-current=${index === at ? "step" : undefined}>
    <span>${stageName(stage.value)}</span></li>`)}</ol>`;
}

