// All figures and indicators of one subject: what each counts, how it is computed, and the way to its cases.
import { html, useState } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Checkbox } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { Formula } from "./formula.js";
import { difference, none, valueOf } from "./marks.js";

/** What a figure counts, in words. */
export function counted(figure) {
  const list = (wordings) => wordings.map(say).join(t("evaluation.and"));
  const words = [t("evaluation.counts", { what: say(figure.counts) })];
  if (figure.all?.length) words.push(t("evaluation.countsAll", { marks: list(figure.all) }));
  if (figure.none?.length) words.push(t("evaluation.countsNone", { marks: list(figure.none) }));
  return words.join(t("evaluation.then"));
}

export function Figures({ item, other, linkOf }) {
  const [hidesZero, setHidesZero] = useState(() => matchMedia("(max-width: 767px)").matches);
  const rows = item.figures.filter((figure) => !hidesZero || figure.value > 0);
  const before = new Map(other?.figures.map((each) => [each.code, each.value]));
  return html`<${Card} flush title=${t("evaluation.figures", { count: item.figures.length })} actions=${html`<${Checkbox} label=${t("evaluation.hideZero")} value=${hidesZero} onValue=${setHidesZero} />`}>
    <div class="table-scroll"><table class="data in-card"><caption class="visually-hidden">${t("evaluation.figuresCaption")}</caption>
      <thead><tr><th scope="col">${t("evaluation.figure")}</th><th scope="col" class="end">${t("evaluation.value")}</th>${other && html`<th scope="col" class="end">${t("evaluation.compared")}</th>`}<th scope="col">${t("evaluation.what")}</th></tr></thead>
      <tbody>${rows.map((figure) => html`<tr key=${figure.code}><td class="wrap" data-title=${t("evaluation.figure")} data-phone="title">${say(figure.name)}${figure.note && html`<span class="row-note">${say(figure.note)}</span>`}</td>
        <td class="end" data-title=${t("evaluation.value")} data-phone="line">${figure.value > 0 ? html`<a href=${linkOf(figure.code)} aria-label=${t("evaluation.figureCount", { name: say(figure.name), count: number(figure.value) })}>${number(figure.value)}</a>` : html`<span class="faint">0</span>`}</td>
        ${other && html`<td class="end" data-title=${t("evaluation.compared")} data-phone="line">${before.has(figure.code) ? html`${number(before.get(figure.code))} <span class="faint">${difference(figure.value, before.get(figure.code))}</span>` : none}</td>`}
        <td class="wrap faint" data-title=${t("evaluation.what")} data-phone="line">${counted(figure)}</td></tr>`)}</tbody></table></div><//>`;
}

export function Indicators({ item, other, names, linkOf }) {
  const figures = new Map(item.figures.map((each) => [each.code, each]));
  const before = new Map(other?.indicators.map((each) => [each.code, each.value]));
  return html`<${Card} flush title=${t("evaluation.indicators", { count: item.indicators.length })}>
    <div class="table-scroll"><table class="data in-card"><caption class="visually-hidden">${t("evaluation.indicatorsCaption")}</caption>
      <thead><tr><th scope="col">${t("evaluation.indicator")}</th><th scope="col" class="end">${t("evaluation.value")}</th>${other && html`<th scope="col" class="end">${t("evaluation.compared")}</th>`}<th scope="col">${t("evaluation.formula")}</th><th scope="col">${t("evaluation.inputs")}</th></tr></thead>
      <tbody>${item.indicators.map((each) => html`<tr key=${each.code} id=${`i-${each.code}`}><td class="wrap" data-title=${t("evaluation.indicator")} data-phone="title">${say(each.name)}<span class="row-note">${[each.note && say(each.note), betterOf(each.better)].filter(Boolean).join(" · ")}</span></td>
        <td class="end" data-title=${t("evaluation.value")} data-phone="line">${valueOf(each.value, each)}</td>
        ${other && html`<td class="end" data-title=${t("evaluation.compared")} data-phone="line">${valueOf(before.get(each.code), each)} <span class="faint">${difference(each.value, before.get(each.code))}</span></td>`}
        <td class="wrap" data-title=${t("evaluation.formula")} data-phone="line"><${Formula} formula=${each.formula} names=${names} /></td>
        <td class="wrap" data-title=${t("evaluation.inputs")} data-phone="line"><span class="cost-links">${each.inputs.map((code) => html`<${Input} key=${code} code=${code} figure=${figures.get(code)} names=${names} linkOf=${linkOf} />`)}</span></td></tr>`)}</tbody></table></div><//>`;
}

function Input({ code, figure, names, linkOf }) {
  if (!figure) return html`<a href=${`#i-${code}`}>${say(names.get(code))}</a>`;
  const words = t("evaluation.figureCount", { name: say(figure.name), count: number(figure.value) });
  return figure.value > 0 ? html`<a href=${linkOf(code)}>${words}</a>` : html`<span class="faint">${words}</span>`;
}

export const betterOf = (better) => ({ high: t("evaluation.better.high"), low: t("evaluation.better.low") })[better] ?? "";
