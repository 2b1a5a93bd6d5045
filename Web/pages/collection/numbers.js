// Money in fen and rates in hundredths of a point, as the pay basis works them out.
import { html } from "../../kit/html.js";
import { clockTime, date, number } from "../../kit/format.js";

export const none = "–";

/** “¥86,000.00”, “−¥3,570.00”. */
export const yuan = (fen) => (fen === undefined || fen === null ? none : `${fen < 0 ? "−" : ""}¥${number(Math.abs(fen) / 100, 2)}`);

export const Money = ({ fen }) => html`<span class="nowrap">${yuan(fen)}</span>`;

/** “2026-10-03 00:00”: whole, because it is also read on paper and in another year. */
export const moment = (at) => `${date(at)} ${clockTime(at)}`;

/** What is typed as yuan, with two decimals at most, in fen; null where it cannot be read. */
export function fenOf(text) {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(String(text ?? "").replaceAll(/[\s,，¥￥]/g, ""));
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
}

/** Fen as one types them. */
export const typedYuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;

/** Percent with two decimals, rounded up: in the contractor's favour, as the pay basis does; null of nothing. */
export const rateOf = (part, whole) => (whole > 0 ? Math.ceil((part * 10000) / whole) / 100 : null);

export const rateWords = (part, whole) => {
  const rate = rateOf(part, whole);
  return rate === null ? none : `${number(rate, 2)}%`;
};
