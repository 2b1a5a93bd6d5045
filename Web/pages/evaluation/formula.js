// Formulas in words: names instead of codes, signs as people write them, bands as steps.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";

const name = /[a-z_][a-z_0-9]*/gi;
const functions = ["min", "max", "clamp", "band"];

/** Names by code, of figures and indicators. */
export const namesOf = (...lists) => new Map(lists.flat().map((each) => [each.code, each.name]));

const wordsOf = (text, names) => text.replace(name, (code) => (names.has(code) ? say(names.get(code)) : code)).replaceAll("*", "×").replaceAll("/", "÷").replaceAll(" - ", " − ");

/** “结案数 ÷ 应结案数 × 100”; a band as “应处置数：不超过 50 得 100 分 …”. */
export function inWords(formula, names) {
  const band = /^band\(([^(),]+),(.+)\)$/.exec(formula);
  if (!band) return wordsOf(formula, names);
  const values = band[2].split(",").map(Number);
  if (values.some(Number.isNaN)) return wordsOf(formula, names);
  const steps = [];
  for (let at = 0; at + 1 < values.length; at += 2) steps.push(t("evaluation.band.to", { points: number(values[at]), to: number(values[at + 1]) }));
  return t("evaluation.band", { name: wordsOf(band[1].trim(), names), steps: steps.join(t("evaluation.band.and")), rest: number(values.at(-1)) });
}

/** Every code in a formula that is not a function. */
export const codesIn = (formula) => [...new Set(formula.match(name) ?? [])].filter((code) => !functions.includes(code));

export const Formula = ({ formula, names }) => html`<span class="formula"><span>${inWords(formula, names)}</span><code class="formula-code">${formula}</code></span>`;
