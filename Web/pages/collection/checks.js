// Draws by lot and the reports that were drawn, with what they were found to be.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { day, number, Time } from "../../kit/format.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList, useLoad } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { setQuery } from "../../kit/router.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { DrawDialog } from "./draw-dialog.js";
import { VerdictMark } from "./marks.js";
import { daysOf } from "./month.js";
import { Review } from "./review.js";

/** `pending`, `right`, `inaccurate`, `false`, with their names. */
export const verdicts = () => [
  { value: "pending", label: t("collection.verdict.pending") }, { value: "right", label: t("collection.verdict.right") },
  { value: "inaccurate", label: t("collection.verdict.inaccurate") }, { value: "false", label: t("collection.verdict.false") },
];

export function Checks({ lot, month, statement, query, onChanged }) {
  const isOpen = !statement.id;
  const mayJudge = isOpen && lot.may.includes("check");
  if (query.review) return html`<${Review} lot=${lot} month=${month} mayJudge=${mayJudge} asked=${query.review} onChanged=${onChanged} />`;
  return html`<${Lists} lot=${lot} month=${month} statement=${statement} query=${query} mayDraw=${isOpen && lot.may.includes("draw") && Boolean(daysOf(lot, month))} mayJudge=${mayJudge} onChanged=${onChanged} />`;
}

function Lists({ lot, month, statement, query, mayDraw, mayJudge, onChanged }) {
  const address = `/collection/lots/${lot.id}/months/${month}`;
  const draws = useLoad((signal) => get(`${address}/draws`, null, { signal }), [address]);
  const checks = useList(`${address}/checks`, { verdict: query.verdict });
  const [isDrawing, setDrawing] = useState(false);
  const drawn = () => {
    draws.refresh();
    checks.refresh();
    onChanged();
  };
  const review = (id) => setQuery({ review: id }, { replace: false });
  const begin = mayJudge && statement.pendingChecks > 0 && html`<button type="button" class="btn btn-primary" onClick=${() => review("next")}>${t("collection.review", { count: statement.pendingChecks })}</button>`;
  const draw = mayDraw && html`<button type="button" class="btn" onClick=${() => setDrawing(true)}>${t("collection.draw")}</button>`;
  return html`${statement.id && html`<p class="form-note note-line"><${Icon} name="lock" /> <span>${t("collection.frozen")}</span></p>`}
    <div class="row-wrap checks-bar"><${FilterBar} page="collection-checks" fields=${[{ key: "verdict", kind: "choice", label: t("collection.verdict"), options: verdicts(), always: true }]} />${begin}${draw}</div>
    <${DataTable} name="collection-checks" caption=${t("collection.tab.checks")} columns=${columns()} list=${checks} onOpen=${(row) => review(row.id)}
      empty=${query.verdict ? { icon: "filter", title: t("collection.noSuchChecks") } : { icon: "list", title: t("collection.noChecks"), text: mayDraw ? t("collection.noChecksHint") : t("collection.noChecksRead"), action: draw }} />
    <${Draws} draws=${draws} />
    ${isDrawing && html`<${DrawDialog} lot=${lot} month=${month} onClose=${() => setDrawing(false)} onDone=${drawn} />`}`;
}

const columns = () => [
  { key: "number", title: t("collection.caseNumber"), phone: "title", width: 200, cell: (row) => html`<span class="code">${row.caseNumber}</span>` },
  { key: "verdict", title: t("collection.verdict"), width: 130, cell: (row) => html`<${VerdictMark} verdict=${row.verdict} name=${row.verdictName} />` },
  { key: "reported", title: t("collection.reportedAt"), width: 150, cell: (row) => html`<${Time} at=${row.reportedAt} />` },
  { key: "reporter", title: t("collection.reporter"), width: 160, cell: (row) => row.reporterName },
  { key: "note", title: t("collection.note"), cell: (row) => row.note || html`<span class="faint">–</span>`, text: (row) => row.note },
  { key: "by", title: t("collection.judgedBy"), width: 130, cell: (row) => row.byName ?? "" },
  { key: "at", title: t("collection.judgedAt"), width: 150, cell: (row) => row.at && html`<${Time} at=${row.at} />` },
];

function Draws({ draws }) {
  const all = draws.value?.draws;
  return html`<div class="draws"><${Card} title=${t("collection.draws")}>
    <p class="faint">${t("collection.drawAgain")}</p>
    ${draws.error && !all ? html`<${ErrorState} error=${draws.error} onRetry=${draws.refresh} />` : !all ? html`<${Loading} rows=${2} />`
      : all.length === 0 ? html`<${Empty} icon="list" title=${t("collection.noDraws")} />`
        : html`<ol class="plain draw-list">${all.map((each) => html`<li key=${each.id} data-test="draw">
          <p><b>${t("collection.fromTo", { from: day(each.from), to: day(each.to) })}</b> ${t("collection.drawnOf", { drawn: number(each.drawn), population: number(each.population) })} <span class="faint">${each.byName} · <${Time} at=${each.at} /></span></p>
          <p class="draw-seed"><span class="faint">${t("collection.seed")}</span> <${Copy} text=${each.seed} /></p></li>`)}</ol>`}<//></div>`;
}
