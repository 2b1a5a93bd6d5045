// The lines of a pay basis in their order: how many, at what price, what that comes to, and how it was worked out.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";
import { Money, none, rateOf, rateWords, yuan } from "./numbers.js";

const isRate = ({ line }) => line === "coverage" || line === "quality";

export function LinesTable({ statement, opened, onOpen }) {
  return html`<section class="table-frame" aria-label=${t("collection.tab.basis")}>
    <div class="table-scroll"><table class="data in-card lines"><caption class="visually-hidden">${t("collection.tab.basis")}</caption>
      <thead><tr><th scope="col">${t("collection.line")}</th><th scope="col" class="end">${t("collection.quantity")}</th><th scope="col" class="end">${t("collection.target")}</th>
        <th scope="col" class="end">${t("collection.price")}</th><th scope="col" class="end">${t("collection.amount")}</th><th scope="col" class="no-paper">${t("collection.items")}</th></tr></thead>
      <tbody>${statement.lines.map((line) => html`<${Line} key=${line.line} line=${line} isOpened=${opened === line.line} onOpen=${onOpen} />`)}</tbody>
      <tfoot>
        <${Sum} name=${t("collection.gross")} fen=${statement.grossFen} /><${Sum} name=${t("collection.deduction")} fen=${-statement.deductionFen} /><${Sum} name=${t("collection.pay")} fen=${statement.payFen} strong />
      </tfoot></table></div></section>`;
}

function Line({ line, isOpened, onOpen }) {
  return html`<tr class=${isOpened ? "is-opened" : ""} data-line=${line.line}><td class="wrap" data-title=${t("collection.line")} data-phone="title"><b>${say(line.name)}</b><span class="line-note">${workedOut(line)}</span></td>
    <td class="end" data-title=${t("collection.quantity")} data-phone="line">${quantity(line)}</td>
    <td class="end" data-title=${t("collection.target")} data-phone=${line.targetPercent === undefined ? "none" : "line"}>${line.targetPercent === undefined ? html`<span class="faint">${none}</span>` : `${number(line.targetPercent)}%`}</td>
    <td class="end" data-title=${t("collection.price")} data-phone="line"><${Money} fen=${line.unitFen} /></td>
    <td class="end" data-title=${t("collection.amount")} data-phone="line"><b><${Money} fen=${line.amountFen} /></b></td>
    <td class="no-paper" data-title=${t("collection.items")} data-phone=${line.items > 0 ? "line" : "none"}>${line.items > 0 ? html`<button type="button" class="btn btn-sm" aria-expanded=${String(isOpened)} aria-label=${t("collection.itemsOf", { line: say(line.name), count: number(line.items) })} onClick=${() => onOpen(line.line)}>${t("collection.itemCount", { count: number(line.items) })}</button>` : html`<span class="faint">${none}</span>`}</td></tr>`;
}

function quantity(line) {
  if (isRate(line)) return line.whole > 0 ? html`<span class="nowrap">${rateWords(line.quantity, line.whole)}</span> <span class="line-part">${number(line.quantity)} / ${number(line.whole)}</span>` : none;
  if (line.line === "limit") return `${number(line.quantity)}%`;
  return line.whole === undefined ? number(line.quantity) : `${number(line.quantity)} / ${number(line.whole)}`;
}

// How the amount comes out of the figures beside it, so that anybody can do it again.
function workedOut(line) {
  switch (line.line) {
    case "fee": return line.quantity === line.whole ? t("collection.how.fee") : t("collection.how.feePart", { days: line.quantity, all: line.whole });
    case "report": return t("collection.how.report");
    case "false_report": return t("collection.how.false");
    case "missed": return t("collection.how.missed");
    case "limit": return t("collection.how.limit", { percent: line.quantity, gross: yuan(line.unitFen) });
    default: return belowTarget(line);
  }
}

function belowTarget(line) {
  const rate = rateOf(line.quantity, line.whole);
  if (rate === null) return t("collection.how.nothing");
  if (rate >= line.targetPercent) return t("collection.how.reached");
  return t("collection.how.below", { points: number(line.targetPercent - rate, 2), price: yuan(line.unitFen) });
}

const Sum = ({ name, fen, strong }) => html`<tr class=${strong ? "sum-strong" : ""}><th scope="row" colspan="4">${name}</th><td class="end"><b><${Money} fen=${fen} /></b></td><td class="no-paper"></td></tr>`;
