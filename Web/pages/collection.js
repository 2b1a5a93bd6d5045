// Market collection: what the lots of contractors come to in a month.
import { html } from "../kit/html.js";
import { number } from "../kit/format.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { add, say, t } from "../kit/texts.js";
import { StateMark } from "./collection/marks.js";
import { monthName, monthOf, MonthPicker } from "./collection/month.js";
import { Money, none, rateWords, yuan } from "./collection/numbers.js";
import evaluation from "../texts/evaluation.js";
import texts from "../texts/collection.js";

add(evaluation);
add(texts);
await stylesheet(new URL("../styles/registry.css", import.meta.url));
await stylesheet(new URL("../styles/collection.css", import.meta.url));

export default function CollectionPage() {
  const [query, setQuery] = useQuery();
  const month = monthOf(query.month);
  const lots = useList("/collection/lots", { month });
  const mayAdd = can("collection.manage");
  const newLot = html`<a class="btn btn-primary" href="/collection/lots/new">${t("collection.newLot")}</a>`;
  return html`<${Page} wide title=${t("collection.titleOf", { month: monthName(month) })} count=${lots.count} note=${sums(lots)} actions=${mayAdd && newLot}>
    <${MonthPicker} month=${month} onMonth=${(next) => setQuery({ month: next })} />
    <${DataTable} name="collection-lots" caption=${t("collection.lots")} columns=${columns()} list=${lots} href=${(row) => `/collection/lots/${row.id}?month=${month}`}
      empty=${{ icon: "calendar", title: t("collection.none"), text: mayAdd ? t("collection.noneHint") : t("collection.noneHintRead"), action: mayAdd && newLot }} />
  <//>`;
}

function sums({ done, items }) {
  const months = items.map((row) => row.month).filter(Boolean);
  if (!done || months.length === 0) return null;
  return t("collection.sum", { pay: yuan(months.reduce((sum, each) => sum + each.payFen, 0)), count: number(months.length) });
}

// A lot whose contract does not hold in the month has no figures.
const figure = (key, title, cell, more = {}) => ({ key, title, align: "end", cell: (row) => (row.month ? cell(row.month) : html`<span class="faint">${none}</span>`), ...more });

const columns = () => [
  { key: "lot", title: t("collection.lot"), phone: "title", cell: (row) => html`<span class="lot-name">${row.name}</span><span class="lot-code"><span class="code">${row.code}</span> · ${areaNames(row)}</span>`, text: (row) => `${row.name} ${row.code} ${areaNames(row)}` },
  { key: "contractor", title: t("collection.contractor"), cell: (row) => html`<span class="lot-contractor">${say(row.organisationName)}</span>`, text: (row) => say(row.organisationName) },
  { key: "days", title: t("collection.days"), hidden: true, cell: (row) => t("collection.fromTo", { from: row.firstDay, to: row.lastDay }) },
  figure("reports", t("collection.reports"), (month) => number(month.reports)),
  figure("checks", t("collection.checkedPending"), (month) => t("collection.checkedOf", { checked: number(month.checked), pending: number(month.pendingChecks) })),
  figure("false", t("collection.false"), (month) => number(month.falseReports)),
  figure("missed", t("collection.missed"), (month) => number(month.missed)),
  figure("coverage", t("collection.coverageRate"), (month) => rateWords(month.walked, month.toWalk)),
  figure("gross", t("collection.gross"), (month) => html`<${Money} fen=${month.grossFen} />`),
  figure("deduction", t("collection.deduction"), (month) => html`<${Money} fen=${-month.deductionFen} />`),
  figure("pay", t("collection.pay"), (month) => html`<b><${Money} fen=${month.payFen} /></b>`),
  { key: "state", title: t("collection.state"), cell: stateCell },
];

const areaNames = (row) => row.areas.map((area) => area.name).join(t("collection.comma"));

function stateCell({ month }) {
  if (!month) return html`<span class="faint">${t("collection.notHeld")}</span>`;
  return html`<${StateMark} state=${month.state} name=${month.stateName} />${month.openObjections > 0 && html` <span class="faint">${t("collection.openObjections", { count: month.openObjections })}</span>`}`;
}
