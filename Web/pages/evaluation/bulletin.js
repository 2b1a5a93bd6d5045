// A period on paper: what happened in words, who stands where, and how it was computed.
import { html, useState } from "../../kit/html.js";
import { download, get } from "../../kit/api.js";
import { city } from "../../kit/city.js";
import { fullTime, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { useTitle } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { useSession } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { useStore } from "../../kit/store.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { Bars, Trend } from "./bulletin-charts.js";
import { Classes, Spots, Standings } from "./bulletin-tables.js";
import { Summary } from "./bulletin-words.js";
import { bulletinLink, kindName, seesTable, tableLink } from "./kinds.js";
import { periodName, periodOf, thisMonth } from "./period.js";
import { PeriodPicker } from "./period-picker.js";
import common from "../../texts/evaluation.js";
import texts from "../../texts/evaluation-bulletin.js";

add(common);
add(texts);
await stylesheet(new URL("../../styles/case.css", import.meta.url));
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

const wished = {
  department: ["due_to_close", "closed", "closing_rate", "on_time_closing_rate", "on_time_handling_rate", "rework_rate"],
  county: ["reports", "due_to_close", "closed", "closing_rate", "on_time_closing_rate", "public_report_rate", "rework_rate"],
};

async function readAll(period, signal) {
  const table = (by) => get("/evaluation/results", { by, period, limit: 500 }, { signal });
  const [departments, counties, hotspots, whole, classes] = await Promise.all([
    table("department"), table("county"), get("/evaluation/hotspots", { period }, { signal }),
    seesTable("city") ? get("/evaluation/results/city/all", { period, trend: 12 }, { signal }) : null,
    seesTable("class") ? table("class") : null,
  ]);
  return { departments, counties, hotspots, whole, classes };
}

export default function BulletinPage({ params }) {
  const period = periodOf(params.period) ? params.period : thisMonth();
  const found = useLoad((signal) => readAll(period, signal), [period]);
  const { name } = useStore(city);
  const title = t("evaluation.bulletin.title", { city: say(name) });
  useTitle(`${title} ${periodName(period)}`);
  return html`<div class="sheet bulletin" data-bs-theme="light">
    <div class="sheet-tools"><a class="btn" href=${tableLink("department", { period })}><${Icon} name="left" /> ${t("evaluation.toTable")}</a>
      <${PeriodPicker} code=${period} onCode=${(code) => go(bulletinLink(code), { replace: true })} />
      <${PDFButton} period=${period} />
      <button type="button" class="btn btn-primary" disabled=${!found.value} onClick=${() => window.print()}>${t("evaluation.print")}</button></div>
    <header class="bulletin-head"><p>${title}</p><h1 tabindex="-1">${periodName(period)}</h1></header>
    ${found.error && !found.value ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !found.value ? html`<${Loading} rows=${14} height=${700} />` : html`<${Sheet} data=${found.value} period=${period} />`}
  </div>`;
}

function PDFButton({ period }) {
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      await download("/evaluation/bulletin", { period });
    } catch (error) {
      toastError(error);
    }
    setBusy(false);
  };
  return html`<button type="button" class="btn" disabled=${isBusy} aria-busy=${isBusy} onClick=${make}>${t(isBusy ? "evaluation.bulletin.making" : "evaluation.bulletin.pdf")}</button>`;
}

function Sheet({ data, period }) {
  const { departments, counties, hotspots, whole, classes } = data;
  return html`<section><h2>${t("evaluation.bulletin.overview")}</h2>${whole ? html`<${Summary} item=${whole} period=${period} />` : html`<p>${t("evaluation.bulletin.onlyOwn")}</p>`}</section>
    <section><h2>${t("evaluation.bulletin.departments", { count: departments.total })}</h2><${Standings} table=${departments} period=${period} codes=${wished.department} /></section>
    <${Bars} table=${departments} />
    <section><h2>${t("evaluation.bulletin.areas", { who: kindName("county"), count: counties.total })}</h2><${Standings} table=${counties} period=${period} codes=${wished.county} /></section>
    ${whole && html`<${Trend} item=${whole} code="closing_rate" />`}
    ${classes && html`<section><h2>${t("evaluation.bulletin.classes")}</h2><${Classes} table=${classes} period=${period} /></section>`}
    <section><h2>${t("evaluation.bulletin.spots", { count: hotspots.spots.length })}</h2><${Spots} item=${hotspots} period=${period} /></section>
    <section><h2>${t("evaluation.bulletin.how")}</h2><${How} basis=${departments.basis} table=${departments} /></section>
    <footer class="sheet-foot"><${Printed} /></footer>`;
}

function How({ basis, table }) {
  const { period } = basis;
  const parts = table.parts.map((part) => t("evaluation.bulletin.part", { name: say(part.name), share: number(part.weight * 100) })).join(t("evaluation.and"));
  const state = basis.periodID ? t("evaluation.bulletin.edition", { state: say(basis.stateName), number: basis.edition, time: fullTime(basis.editionAt) }) : t("evaluation.bulletin.provisional");
  return html`<p>${t("evaluation.bulletin.howDays", { from: period.firstDay, to: period.throughDay })} ${state}</p>
    <p><a href=${`/evaluation/rules/${basis.rules}`}>${t("evaluation.bulletin.howRules", { number: basis.rules })}</a> ${table.parts.length > 0 && t("evaluation.bulletin.howScore", { parts })} ${t("evaluation.bulletin.howFacts")}</p>`;
}

function Printed() {
  const me = useSession();
  return html`<p>${t("evaluation.bulletin.printed", { name: me?.name, time: fullTime(Date.now()) })}</p>`;
}
