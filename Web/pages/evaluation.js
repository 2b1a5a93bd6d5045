// League tables: who is judged, over which days, and who stands where.
import { html } from "../kit/html.js";
import { download } from "../kit/api.js";
import { BarChart } from "../kit/chart.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
import { Card, Page, Tabs } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { Empty, ErrorState } from "../kit/states.js";
import { stylesheet } from "../kit/stylesheet.js";
import { add, say, t } from "../kit/texts.js";
import { toastError } from "../kit/toast.js";
import { Basis } from "./evaluation/basis.js";
import { bulletinLink, isKind, kindName, ownLinks, seesTable, shownKinds, subjectLink } from "./evaluation/kinds.js";
import { LeagueMap } from "./evaluation/league-map.js";
import { LeagueTable } from "./evaluation/league-table.js";
import { GradeLegend } from "./evaluation/marks.js";
import { periodName, periodOf, thisMonth } from "./evaluation/period.js";
import { PeriodPicker } from "./evaluation/period-picker.js";
import { useStandings } from "./evaluation/standings.js";
import texts from "../texts/evaluation.js";

add(texts);
await stylesheet(new URL("../styles/evaluation.css", import.meta.url));

const barsMax = 20;
const shortMax = 12;

export default function EvaluationPage() {
  const [query, setQuery] = useQuery();
  const by = isKind(query.by) ? query.by : "department";
  const period = periodOf(query.period) ? query.period : thisMonth();
  const mayTable = seesTable(by);
  const standings = useStandings(by, period, query.edition, mayTable);
  const own = { period: query.period, edition: query.edition };
  const { table } = standings;
  // What happens to a case counts at once while a period goes on.
  const isOpen = Boolean(table && table.basis.period.throughDay < table.basis.period.lastDay);
  useLive("case.changed", () => isOpen && standings.refresh(), { settle: 5000 });
  return html`<${Page} wide title=${t("evaluation.titleOf", { who: kindName(by), period: periodName(period) })} count=${table?.total} menu=${menu(by, period, query.edition)}
      actions=${html`${ownLinks(query.period).map((link) => html`<a class="btn" key=${link.href} href=${link.href}><${Icon} name="flag" /> ${link.title}</a>`)}
        <a class="btn" href=${bulletinLink(period)}><${Icon} name="case" /> ${t("evaluation.bulletin")}</a>`}>
    <${Tabs} label=${t("evaluation.who")} value=${by} onValue=${(next) => setQuery({ by: next, sort: undefined })} tabs=${shownKinds().map((id) => ({ id, title: kindName(id) }))} />
    <${PeriodPicker} code=${period} onCode=${(next) => setQuery({ period: next, edition: undefined })} />
    ${!mayTable ? html`<${Hidden} by=${by} period=${query.period} />` : html`
      ${table ? html`<${Basis} basis=${table.basis} filledPercent=${table.filledPercent} />` : !standings.error && html`<p class="basis basis-wait"></p>`}
      ${standings.error && !table ? html`<${ErrorState} error=${standings.error} onRetry=${standings.refresh} />`
        : html`<${Body} by=${by} standings=${withClosed(standings)} query=${query} own=${own} onSort=${(sort) => setQuery({ sort })} />`}`}
  <//>`;
}

const withClosed = (standings) => (standings.table ? { ...standings, table: { ...standings.table, hasClosed: standings.items.some((row) => row.isClosed) } } : standings);

function Body({ by, standings, query, own, onSort }) {
  const { table, items } = standings;
  const isScored = Boolean(table?.scoreName) && items.length > 0;
  const onMap = isScored && (by === "county" || by === "street");
  const list = html`<${LeagueTable} key=${by} by=${by} standings=${standings} query=${query} onSort=${onSort} />`;
  if (!isScored) return list;
  const chart = items.filter((row) => row.score !== undefined).length > 1 && html`<div class="league-chart"><${Card} label=${t("evaluation.chart")}><${Bars} by=${by} table=${table} rows=${items} own=${own} /><//></div>`;
  if (!onMap) return html`${list}<${GradeLegend} grades=${table.grades} />${chart}`;
  // A short table has room below it, a long one beside it.
  const isShort = items.length <= shortMax;
  return html`<div class="split league-split"><div>${list}${isShort && chart}</div><div><${LeagueMap} by=${by} rows=${items} grades=${table.grades} own=${own} />${!isShort && chart}</div></div>`;
}

function Bars({ by, table, rows, own }) {
  const all = rows.filter((row) => row.score !== undefined);
  const scored = all.slice(0, barsMax);
  const mean = scored.length ? scored.reduce((sum, row) => sum + row.score, 0) / scored.length : null;
  const words = scored.length === 0 ? "" : t(scored.length < all.length ? "evaluation.chart.first" : "evaluation.chart.all", { count: scored.length, mean: Math.round(mean * 100) / 100, best: say(scored[0].name) });
  return html`<${BarChart} horizontal max=${100} title=${say(table.scoreName)} words=${words} empty=${t("evaluation.noScore")} items=${scored.map((row) => ({ label: `${row.rank}. ${say(row.name)}`, value: row.score, href: subjectLink(by, row.subject, own) }))} />`;
}

function Hidden({ by, period }) {
  const own = ownLinks(period).find((link) => link.href.startsWith(`/evaluation/${by}/`));
  return html`<${Empty} icon="lock" title=${t("evaluation.hidden", { who: kindName(by) })} text=${t("evaluation.hiddenHint")} action=${own && html`<a class="btn" href=${own.href}>${own.title}</a>`} />`;
}

function menu(by, period, edition) {
  if (!seesTable(by)) return [];
  const save = (format) => async () => {
    try {
      await download("/evaluation/export", { by, period, edition, format });
    } catch (error) {
      toastError(error);
    }
  };
  return [
    { label: t("evaluation.exportExcel"), icon: "download", onSelect: save("xlsx") },
    { label: t("evaluation.exportCSV"), icon: "download", onSelect: save("csv") },
    { label: t("evaluation.print"), icon: "case", onSelect: () => window.print() },
  ];
}
