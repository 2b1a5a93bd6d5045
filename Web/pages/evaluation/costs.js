// Which figures hold the cases that cost points, by the indicator or figure that a part is made of.
import { codesIn } from "./formula.js";

/** The figures behind what a part lost, as the rules name them: those that hold a case. */
export function costFigures(part, figures, indicators) {
  const byCode = new Map(figures.map((each) => [each.code, each]));
  const made = new Map(indicators.map((each) => [each.code, each]));
  const codes = codesIn(part.formula).flatMap((code) => (byCode.has(code) ? [code] : (made.get(code)?.costs ?? [])));
  return [...new Set(codes)].map((code) => byCode.get(code)).filter((figure) => figure?.value > 0);
}

/** Points lost, worst first. Weights of parts without a value are spread over the others, as the score does it. */
export function withLosses(parts) {
  const held = parts.filter((part) => part.points !== undefined);
  const weight = held.reduce((sum, part) => sum + part.weight, 0);
  const rows = parts.map((part) => ({ ...part, lost: part.points === undefined ? undefined : Math.max(0, Math.round(((part.weight / weight) * 100 - part.points) * 100) / 100) }));
  return rows.sort((left, right) => (right.lost ?? -1) - (left.lost ?? -1));
}
