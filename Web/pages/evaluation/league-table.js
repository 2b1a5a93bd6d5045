// The columns of a league table: place, name, score, grade, change, then what the answer has.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { kindName, subjectLink } from "./kinds.js";
import { difference, Grade, none, RankChange, Score, valueOf } from "./marks.js";
import { sorted, sortOf, sortText } from "./standings.js";

export function LeagueTable({ by, standings, query, onSort }) {
  const { table } = standings;
  // Without a score there is no order but that of the amounts.
  const sort = sortOf(query.sort) ?? (table && !table.scoreName && table.columns.length ? { key: table.columns[0].code, descending: true } : undefined);
  const own = { period: query.period, edition: query.edition };
  const list = { ...standings, items: sorted(standings.items, sort) };
  return html`<${DataTable} name=${`league-${table?.scoreName ? by : "unscored"}`} rowKey="subject" caption=${t("evaluation.tableOf", { who: kindName(by) })} columns=${columns(by, table, own)} list=${list}
    href=${(row) => subjectLink(by, row.subject, own)} sort=${sort} onSort=${(next) => onSort(sortText(next))}
    tools=${sort && standings.next ? html`<span class="faint">${t("evaluation.sortedLoaded", { count: number(standings.items.length) })}</span>` : null}
    empty=${{ icon: "chart", title: t("evaluation.none"), text: t("evaluation.noneHint") }} />`;
}

function columns(by, table, own) {
  const name = { key: "name", title: kindName(by), phone: "title", cell: (row) => html`${say(row.name)}`, text: (row) => say(row.name) };
  const closed = { key: "closed", title: t("evaluation.closed"), cell: (row) => row.isClosed && html`<span class="tag">${t("evaluation.closed")}</span>`, phone: "line", width: 84 };
  if (!table) return [name];
  const hasClosed = table.hasClosed;
  return [...(table.scoreName ? scoreColumns(table, name) : [name]), ...(hasClosed ? [closed] : []), ...table.columns.map((column) => valueColumn(by, column, own, !table.scoreName))];
}

function scoreColumns(table, name) {
  return [
    { key: "rank", title: t("evaluation.rank"), width: 84, sort: true, align: "end", cell: (row) => html`<span class="rank"><b>${row.rank ?? none}</b> <${RankChange} rank=${row.rank} before=${row.previousRank} /></span>` },
    name,
    { key: "score", title: t("evaluation.score"), width: 150, sort: true, align: "end", cell: (row) => html`<${Score} value=${row.score} />` },
    { key: "grade", title: t("evaluation.grade"), width: 64, sort: true, cell: (row) => html`<${Grade} grade=${row.grade} grades=${table.grades} />` },
    { key: "change", title: t("evaluation.change"), width: 88, sort: true, align: "end", cell: (row) => html`<span title=${row.previousScore === undefined ? t("evaluation.noBefore") : t("evaluation.before", { score: row.previousScore })}>${difference(row.score, row.previousScore, 2)}</span>` },
  ];
}

function valueColumn(by, column, own, isPlain) {
  const cell = (row) => {
    const value = row.values[column.code];
    if (!column.isFigure || !value) return html`<span class=${value ? "" : "faint"}>${valueOf(value, column)}</span>`;
    return html`<a href=${subjectLink(by, row.subject, { ...own, figure: column.code })} aria-label=${t("evaluation.casesOf", { name: say(row.name), figure: say(column.name), count: value })}>${valueOf(value, column)}</a>`;
  };
  return { key: column.code, title: say(column.name), align: "end", sort: true, cell, phone: column.isFigure && !isPlain ? "none" : "line" };
}
