// On what the numbers stand: which days, by which rules, provisional or closed, and in which edition.
import { html } from "../../kit/html.js";
import { day, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";

export function Basis({ basis, filledPercent }) {
  const { period } = basis;
  const isOpen = period.throughDay < period.lastDay;
  return html`<div class="basis">
    <p class="basis-line"><span>${isOpen ? t("evaluation.basis.through", { from: day(period.firstDay), day: day(period.throughDay) }) : t("evaluation.basis.days", { from: day(period.firstDay), to: day(period.lastDay) })}</span>
      <span><a href=${`/evaluation/rules/${basis.rules}`}>${t("evaluation.basis.rules", { number: basis.rules })}</a></span>
      <${State} basis=${basis} /></p>
    ${filledPercent !== undefined && filledPercent !== null && html`<p class="form-note" role="status"><${Icon} name="history" /> ${t("evaluation.basis.filling", { percent: filledPercent })}</p>`}</div>`;
}

function State({ basis }) {
  if (!basis.periodID) return html`<span class="tag">${t("evaluation.basis.provisional")}</span>`;
  return html`<span><a href=${`/evaluation/periods/${basis.periodID}`}>${say(basis.stateName)}${t("evaluation.basis.edition", { number: basis.edition })}</a>
    <span class="faint"> <${Time} at=${basis.editionAt} /></span></span>`;
}
