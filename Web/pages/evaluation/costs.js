// Which figures hold the cases that cost points, by the indicator or figure that a part is made of.
import { codesIn } from "./formula.js";

const costs = {
  closing_rate: ["overdue_open"],
  on_time_closing_rate: ["closed_late", "overdue_open"],
  handling_rate: ["handling_open"],
  on_time_handling_rate: ["handling_late", "handling_open"],
  rework_rate: ["rework"],
  return_rate: ["returns"],
  extension_rate: ["extensions"],
  public_report_rate: ["public_genuine"],
  valid_report_rate: ["reports_refused", "reports_merged"],
  missed_rate: ["missed"],
  accurate_filing_rate: ["filed_cancelled"],
  accurate_dispatch_rate: ["misdirected"],
  forced_rate: ["due_forced"],
};

// “On time” of “due”: where no figure has those that were late, all that were due are shown.
const dueOf = (indicator, figures) => indicator.inputs.filter((code) => /_due$/.test(code) && figures.has(code));

/** The figures behind what a part lost: those that the rules know and that hold a case; `isWhole` has those on time too. */
export function costFigures(part, figures, indicators) {
  const byCode = new Map(figures.map((each) => [each.code, each]));
  const made = new Map(indicators.map((each) => [each.code, each]));
  const codes = codesIn(part.formula).flatMap((code) => {
    if (byCode.has(code)) return [code];
    if (costs[code]) return costs[code];
    return [];
  });
  const whole = codesIn(part.formula).flatMap((code) => (costs[code] || !made.has(code) ? [] : dueOf(made.get(code), byCode)));
  const held = (list) => [...new Set(list)].map((code) => byCode.get(code)).filter((figure) => figure?.value > 0);
  return [...held(codes), ...held(whole).map((figure) => ({ ...figure, isWhole: true }))];
}

/** Points lost, worst first. Weights of parts without a value are spread over the others, as the score does it. */
export function withLosses(parts) {
  const held = parts.filter((part) => part.points !== undefined);
  const weight = held.reduce((sum, part) => sum + part.weight, 0);
  const rows = parts.map((part) => ({ ...part, lost: part.points === undefined ? undefined : Math.max(0, Math.round(((part.weight / weight) * 100 - part.points) * 100) / 100) }));
  return rows.sort((left, right) => (right.lost ?? -1) - (left.lost ?? -1));
}
