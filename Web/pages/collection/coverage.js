// Which grids were walked: each day of the month, and each grid, those first where nobody was.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { mayForSome } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { CoverageDays } from "./coverage-days.js";
import { CoverageMap } from "./coverage-map.js";
import { rateWords } from "./numbers.js";

// Shapes of grids are for those who work in all areas of the lot.
const seesGrids = (lot) => lot.areas.every((area) => mayForSome("registry.read", area.code));
const gridsAtOnce = 15;

export function Coverage({ lot, month, statement }) {
  const found = useLoad((signal) => get(`/collection/lots/${lot.id}/months/${month}/coverage`, null, { signal }), [lot.id, month]);
  if (found.error && !found.value) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!found.value) return html`<${Loading} rows=${10} />`;
  const { days, grids } = found.value;
  if (days.length === 0) return html`<${Empty} icon="grid" title=${t("collection.noCoverage")} text=${t("collection.noCoverageHint")} />`;
  const target = statement.lines.find((each) => each.line === "coverage")?.targetPercent ?? lot.terms.coverageTargetPercent;
  const counted = days.filter((each) => each.counts);
  return html`<${Card} title=${t("collection.byDay")}><p class="coverage-words">${words(counted, target)}</p><${CoverageDays} days=${days} target=${target} onlyWorkDays=${lot.terms.coverageOnWorkDays} /><//>
    <div class="split coverage-split"><${Grids} lot=${lot} grids=${grids} counted=${counted.length} />${seesGrids(lot) && html`<${CoverageMap} lot=${lot} grids=${grids} counted=${counted.length} target=${target} />`}</div>`;
}

function words(counted, target) {
  const [walked, all] = [counted.reduce((sum, each) => sum + each.walked, 0), counted.reduce((sum, each) => sum + each.grids, 0)];
  if (all === 0) return t("collection.noDayCounts");
  const below = counted.filter((each) => each.walked * 100 < each.grids * target).length;
  return t("collection.coverageWords", { rate: rateWords(walked, all), walked: number(walked), all: number(all), days: counted.length, below, target });
}

function Grids({ lot, grids, counted }) {
  const [shown, setShown] = useState(gridsAtOnce);
  const never = grids.filter((each) => each.days === 0).length;
  const list = { items: grids.slice(0, shown), loading: false, error: null, next: shown < grids.length || undefined, done: shown >= grids.length, more: () => setShown(shown + gridsAtOnce * 10) };
  const columns = [
    { key: "grid", title: t("collection.gridCode"), phone: "title", width: 190, cell: (row) => html`<span class="code">${row.grid}</span>` },
    { key: "days", title: t("collection.daysWalked"), cell: (row) => html`<${Walked} days=${row.days} counted=${counted} />` },
  ];
  return html`<div><h2 class="coverage-title">${never > 0 ? t("collection.neverWalked", { count: number(never), all: number(grids.length) }) : t("collection.allWalked", { all: number(grids.length) })}</h2>
    <${DataTable} name="collection-grids" caption=${t("collection.byGrid")} columns=${columns} list=${list} rowKey="grid" href=${seesGrids(lot) ? (row) => `/grids/${row.grid}` : undefined} /></div>`;
}

function Walked({ days, counted }) {
  const share = counted > 0 ? Math.min(100, (days / counted) * 100) : 0;
  return html`<span class="walked"><span class="walked-bar" aria-hidden="true"><span style=${{ width: `${share}%` }}></span></span><span class="nowrap">${days === 0 ? t("collection.never") : t("collection.daysOf", { days, counted })}</span></span>`;
}
