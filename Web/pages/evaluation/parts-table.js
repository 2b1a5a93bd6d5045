// Why the score is what it is: each part with its weight, its points and those that it lost, and the cases behind.
import { html } from "../../kit/html.js";
import { number, percent } from "../../kit/format.js";
import { Card } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { costFigures, withLosses } from "./costs.js";
import { Formula } from "./formula.js";
import { difference, none, shown } from "./marks.js";

export function PartsTable({ item, other, names, linkOf }) {
  const rows = withLosses(item.parts);
  const isSpread = item.score !== undefined && rows.some((part) => part.lost === undefined);
  return html`<${Card} flush title=${t("evaluation.why")}>
    <div class="table-scroll"><table class="data in-card parts"><caption class="visually-hidden">${t("evaluation.why")}</caption>
      <thead><tr><th scope="col">${t("evaluation.part")}</th><th scope="col" class="end">${t("evaluation.weight")}</th><th scope="col" class="end">${t("evaluation.partValue")}</th>
        ${other && html`<th scope="col" class="end">${t("evaluation.comparedPart")}</th>`}<th scope="col" class="end">${t("evaluation.points")}</th><th scope="col" class="end">${t("evaluation.lost")}</th><th scope="col">${t("evaluation.lostIn")}</th></tr></thead>
      <tbody>${rows.map((part) => html`<${Part} key=${part.code} part=${part} item=${item} other=${other} names=${names} linkOf=${linkOf} />`)}</tbody>
      <${Sum} item=${item} rows=${rows} other=${other} />
    </table></div>
    ${isSpread && html`<p class="card-note">${t("evaluation.spread")}</p>`}
    ${item.score === undefined && html`<p class="card-note">${t("evaluation.tooLittle")}</p>`}<//>`;
}

function Part({ part, item, other, names, linkOf }) {
  const before = other?.parts.find((each) => each.code === part.code)?.value;
  return html`<tr><td class="wrap" data-title=${t("evaluation.part")} data-phone="title"><b>${say(part.name)}</b><${Formula} formula=${part.formula} names=${names} /></td>
    <td class="end" data-title=${t("evaluation.weight")} data-phone="line">${percent(part.weight)}</td>
    <td class="end" data-title=${t("evaluation.partValue")} data-phone="line">${shown(part.value)}</td>
    ${other && html`<td class="end" data-title=${t("evaluation.comparedPart")} data-phone="line">${shown(before)} <span class="faint">${difference(part.value, before)}</span></td>`}
    <td class="end" data-title=${t("evaluation.points")} data-phone="line">${shown(part.points)}</td>
    <td class="end" data-title=${t("evaluation.lost")} data-phone="line"><${Lost} value=${part.lost} /></td>
    <td class="wrap" data-title=${t("evaluation.lostIn")} data-phone="line"><${Costs} part=${part} item=${item} linkOf=${linkOf} /></td></tr>`;
}

function Lost({ value }) {
  if (value === undefined) return html`<span class="faint">${none}</span>`;
  if (value === 0) return html`<span class="faint">0</span>`;
  return html`<span class="lost"><span class="lost-bar" aria-hidden="true" style=${{ width: `${Math.min(100, value * 2)}px` }}></span><b>−${number(value)}</b></span>`;
}

function Costs({ part, item, linkOf }) {
  if (part.value === undefined) return html`<span class="faint">${t("evaluation.noValue")}</span>`;
  const figures = part.lost === 0 ? [] : costFigures(part, item.figures, item.indicators);
  if (figures.length === 0) return html`<span class="faint">${t(part.lost ? "evaluation.noCases" : "evaluation.nothingLost")}</span>`;
  return html`<span class="cost-links">${figures.map((figure) => html`<a key=${figure.code} href=${linkOf(figure.code)}>${t("evaluation.figureCount", { name: say(figure.name), count: number(figure.value) })}</a>`)}</span>`;
}

function Sum({ item, rows, other }) {
  if (item.score === undefined) return null;
  const lost = rows.reduce((sum, part) => sum + (part.lost ?? 0), 0);
  return html`<tfoot><tr><th scope="row">${say(item.scoreName)}</th><td class="end">${percent(1)}</td><td></td>${other && html`<td></td>`}<td class="end"><b>${number(item.score, 2)}</b></td><td class="end">−${number(Math.round(lost * 100) / 100)}</td><td></td></tr></tfoot>`;
}
