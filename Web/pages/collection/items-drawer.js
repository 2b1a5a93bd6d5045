// The items behind a line, beside the page; the contractor may object to one.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Drawer } from "../../kit/drawer.js";
import { day, number } from "../../kit/format.js";
import { useList } from "../../kit/load.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { CaseNumber, itemName, ObjectionMark } from "./marks.js";
import { rateWords } from "./numbers.js";
import { ReasonDialog } from "./reason-dialog.js";

export function ItemsDrawer({ line, lot, month, statement, onClose, onChanged }) {
  return html`<${Drawer} open=${line} width=${480} title=${line ? t("collection.itemsTitle", { line: say(line.name) }) : ""} onClose=${onClose}>
    ${line && html`<${Items} line=${line} lot=${lot} month=${month} statement=${statement} onChanged=${onChanged} />`}<//>`;
}

// Days have no links: the list itself takes the focus, so that it can be scrolled by keys.
function Items({ line, lot, month, statement, onChanged }) {
  const items = useList(`/collection/lots/${lot.id}/months/${month}/items`, { line: line.line }, { limit: 50, rowKey: "ref" });
  const [objected, setObjected] = useState(null);
  const mayObject = statement.may.includes("object") && line.line !== "report";
  if (items.error && items.items.length === 0) return html`<${ErrorState} error=${items.error} onRetry=${items.refresh} />`;
  if (!items.extra) return html`<${Loading} rows=${8} />`;
  const write = (reason, key) => send("POST", `/collection/statements/${statement.id}/objections`, { line: line.line, ref: objected.ref, reason }, { key });
  const done = () => {
    toast(t("collection.objected"));
    items.refresh();
    onChanged();
  };
  return html`<p class="items-total" role="status" data-test="items-total">${t("collection.itemsCount", { count: number(items.extra.total) })}</p>
    ${mayObject && html`<p class="faint">${t("collection.objectHint")}</p>`}
    <ol class="plain item-list" tabindex="0" aria-label=${t("collection.itemsTitle", { line: say(line.name) })}>${items.items.map((item) => html`<li key=${item.ref}><${Item} item=${item} onObject=${mayObject && !item.objection && !item.isExcluded && (() => setObjected(item))} /></li>`)}</ol>
    ${items.error && html`<p class="form-error" role="alert">${items.error.message}</p>`}
    ${items.next && html`<div class="table-more"><button type="button" class="btn" disabled=${items.loadingMore} onClick=${items.more}>${items.loadingMore ? t("common.loading") : t("table.more")}</button></div>`}
    ${objected && html`<${ReasonDialog} title=${t("collection.objectTo", { item: itemName(objected) })} text=${t("collection.objectText")} label=${t("collection.reason")} action=${t("collection.objectSend")} write=${write}
      onClose=${() => setObjected(null)} onDone=${done} />`}`;
}

function Item({ item, onObject }) {
  const isDay = item.line === "coverage";
  return html`<div class="pay-item" data-test="item">
    <p class="pay-item-head">${isDay ? html`<b>${day(item.label)}</b>` : html`<${CaseNumber} number=${item.label} isOwn=${item.line !== "missed"} />`}
      ${item.isExcluded && html`<span class="tag">${t("collection.excluded")}</span>`}
      ${onObject && html`<button type="button" class="btn btn-sm" aria-label=${t("collection.objectTo", { item: itemName(item) })} onClick=${onObject}>${t("collection.object")}</button>`}</p>
    <p class="faint">${isDay ? t("collection.gridsWalked", { part: number(item.part), whole: number(item.whole), rate: rateWords(item.part, item.whole) }) : words(item)}</p>
    ${item.objection && html`<p><${ObjectionMark} objection=${item.objection} /> ${item.objection.reason}</p>`}</div>`;
}

function words(item) {
  if (item.line !== "quality") return day(item.day);
  return t("collection.dayAnd", { day: day(item.day), words: item.part === item.whole ? t("collection.itemRight") : t("collection.itemWrong") });
}
