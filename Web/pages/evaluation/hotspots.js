// Where the same problem came up again in the same grid.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { addDays, cityDayStart, number } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { DataTable } from "../../kit/table.js";
import { add, say, t } from "../../kit/texts.js";
import { Basis } from "./basis.js";
import { seesTable, subjectLink, tableLink } from "./kinds.js";
import { valueOf } from "./marks.js";
import { periodName, periodOf, thisMonth } from "./period.js";
import { PeriodPicker } from "./period-picker.js";
import texts from "../../texts/evaluation.js";

add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function HotSpotsPage() {
  const [query, setQuery] = useQuery();
  const period = periodOf(query.period) ? query.period : thisMonth();
  const found = useLoad((signal) => get("/evaluation/hotspots", { period }, { signal }), [period]);
  const item = found.value;
  return html`<${Page} title=${t("evaluation.hotspotsOf", { period: periodName(period) })} count=${item?.spots.length} note=${t("evaluation.hotspotsNote")}
      actions=${html`<a class="btn" href=${tableLink(seesTable("class") ? "class" : "grid", { period: query.period })}>${seesTable("class") ? t("evaluation.byClass") : t("evaluation.byGrid")}</a>`}>
    <${PeriodPicker} code=${period} onCode=${(next) => setQuery({ period: next })} />
    ${found.error && !item ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !item ? html`<${Loading} rows=${8} />` : html`<${Content} item=${item} found=${found} period=${period} query=${query} />`}
  <//>`;
}

function Content({ item, found, period, query }) {
  const figures = [["evaluation.filed", number(item.filed)], ["evaluation.recurring", number(item.recurring)], ["evaluation.recurrenceRate", valueOf(item.recurrenceRate, { unit: "%" })]];
  const list = { items: item.spots, loading: found.loading, error: found.error, done: true, refresh: found.refresh };
  return html`<${Basis} basis=${item.basis} />
    <div class="figures">${figures.map(([key, value]) => html`<div class="figure" key=${key}><span class="figure-value">${value}</span><span class="figure-name">${name(key)}</span></div>`)}</div>
    <${DataTable} name="hotspots" rowKey="key" caption=${t("evaluation.hotspotsOf", { period: periodName(period) })} columns=${columns(periodOf(period), query)}
      list=${{ ...list, items: list.items.map((spot) => ({ ...spot, key: `${spot.grid} ${spot.smallClass}` })) }} empty=${{ icon: "check", title: t("evaluation.noSpots"), text: t("evaluation.noSpotsHint", { count: number(item.filed) }) }} />`;
}

const name = (key) => ({ "evaluation.filed": t("evaluation.filed"), "evaluation.recurring": t("evaluation.recurring"), "evaluation.recurrenceRate": t("evaluation.recurrenceRate") })[key];

// Cases are filed on a day and found by the day of their report, which may be earlier: the whole history of the place is shown.
const casesAt = (spot, period) => `/cases?${new URLSearchParams({ grid: spot.grid, class: spot.smallClass.split("/").slice(-3).join("/"), to: cityDayStart(addDays(period.last, 1)) })}`;

const columns = (period, query) => [
  { key: "class", title: t("evaluation.by.class"), phone: "title", cell: (spot) => (seesTable("class") ? html`<a href=${subjectLink("class", spot.smallClass, { period: query.period })}>${say(spot.className)}</a>` : say(spot.className)) },
  { key: "area", title: t("evaluation.place"), cell: (spot) => say(spot.areaName) },
  { key: "grid", title: t("evaluation.by.grid"), width: 180, cell: (spot) => html`<a class="code" href=${subjectLink("grid", spot.grid, { period: query.period })}>${spot.grid}</a>` },
  { key: "count", title: t("evaluation.times"), width: 100, align: "end", cell: (spot) => number(spot.count) },
  { key: "cases", title: t("evaluation.cases"), width: 120, cell: (spot) => can("case.read") && html`<a href=${casesAt(spot, period)}>${t("evaluation.openCases")}</a>` },
];
