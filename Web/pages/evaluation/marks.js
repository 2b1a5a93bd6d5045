// The small marks of scores: grade as a letter, score as a bar, changes with their signs, values that may be missing.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

export const none = "–";

/** A number, or a dash where there is none: never 0 in its place. */
export const shown = (value, digits) => (value === undefined || value === null ? none : number(value, digits));

/** Rates have two digits, counts none. */
export const valueOf = (value, column) => (value === undefined || value === null ? none : `${number(value)}${column?.unit ? ` ${say(column.unit)}` : ""}`.replace(" %", "%"));

/** The letter of a grade in its colour; the word is said too. */
export function Grade({ grade, grades, large }) {
  const known = grades?.find((each) => each.grade === grade);
  if (!grade) return html`<span class="faint">${none}</span>`;
  const words = known ? say(known.name) : "";
  return html`<span class=${large ? "grade grade-large" : "grade"} title=${words} style=${known ? { "--grade": known.colour } : {}}>${grade}<span class="visually-hidden"> ${words}</span></span>`;
}

/** A score from 0 to 100 as a number with a calm bar. */
export function Score({ value }) {
  if (value === undefined || value === null) return html`<span class="faint">${none}</span>`;
  return html`<span class="score"><span class="score-bar" aria-hidden="true"><span style=${{ width: `${Math.max(0, Math.min(100, value))}%` }}></span></span><b>${number(value, 2)}</b></span>`;
}

const round = (value) => Math.round(value * 100) / 100;

/** “+1.25”, “−3”, with `digits` after the point where figures stand below each other; nothing to compare is a dash. */
export function difference(now, before, digits) {
  if (now === undefined || now === null || before === undefined || before === null) return none;
  const change = round(now - before);
  return change === 0 ? "0" : `${change > 0 ? "+" : "−"}${number(Math.abs(change), digits)}`;
}

/** By how many places somebody rose or fell since the period before. */
export function RankChange({ rank, before }) {
  if (!rank || !before) return rank ? html`<span class="faint rank-change">${t("evaluation.rank.new")}</span>` : null;
  const rise = before - rank;
  if (rise === 0) return html`<span class="faint rank-change" title=${t("evaluation.rank.same")}>=<span class="visually-hidden">${t("evaluation.rank.same")}</span></span>`;
  const words = t(rise > 0 ? "evaluation.rank.up" : "evaluation.rank.down", { count: Math.abs(rise) });
  return html`<span class="rank-change" title=${words}><${Icon} name=${rise > 0 ? "up" : "down"} size=${12} /><span aria-hidden="true">${Math.abs(rise)}</span><span class="visually-hidden">${words}</span></span>`;
}

/** What the letters mean. */
export function GradeLegend({ grades }) {
  return html`<ul class="plain grade-legend" aria-label=${t("evaluation.grades")}>${grades.map((each) => html`<li key=${each.grade}><${Grade} grade=${each.grade} grades=${grades} /> ${t("evaluation.gradeFrom", { name: say(each.name), from: number(each.from) })}</li>`)}
    <li><span class="grade grade-none" aria-hidden="true">${none}</span> ${t("evaluation.noScore")}</li></ul>`;
}
