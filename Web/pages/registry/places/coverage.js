// How well the unit grids fill an area: gaps, overlaps and what reaches outside, each at its place.
import { html } from "../../../kit/html.js";
import { get } from "../../../kit/api.js";
import { Dialog } from "../../../kit/dialog.js";
import { Icon } from "../../../kit/icons.js";
import { useLoad } from "../../../kit/load.js";
import { AreaName } from "../../../kit/names.js";
import { ErrorState, Loading } from "../../../kit/states.js";
import { DataTable } from "../../../kit/table.js";
import { t } from "../../../kit/texts.js";
import { Findings } from "./findings.js";
import { squareWords } from "./words.js";

export function Coverage({ area, onClose }) {
  const report = useLoad((signal) => get("/grids/coverage", { area }, { signal }), [area]);
  const close = html`<button type="button" class="btn btn-primary" onClick=${onClose}>${t("common.close")}</button>`;
  return html`<${Dialog} open=${true} size="large" title=${t("area.coverageTitle")} onClose=${onClose} actions=${close}>
    ${report.error && html`<${ErrorState} error=${report.error} onRetry=${report.refresh} />`}
    ${!report.value && !report.error && html`<${Loading} rows=${6} />`}
    ${report.value && html`<${Report} report=${report.value} />`}
  <//>`;
}

function Report({ report }) {
  const findings = report.items.flatMap((item) => item.findings.map((finding) => ({ ...finding, area: item.area })));
  return html`<p role="status"><${Icon} name=${report.isAccepted ? "check" : "warn"} /> ${report.isAccepted ? t("area.coverageGood") : t("area.coverageBad", { count: findings.length })}</p>
    <${DataTable} name="coverage" caption=${t("area.coverageTitle")} columns=${columns()} rows=${report.items} rowKey="area" empty=${{ title: t("places.none") }} />
    ${findings.length > 0 && html`<${Findings} items=${findings} />`}`;
}

const columns = () => [
  { key: "area", title: t("places.name"), cell: (row) => html`<${AreaName} code=${row.area} />`, phone: "title" },
  { key: "grids", title: t("area.grids"), cell: (row) => row.gridCount, align: "end", width: 80 },
  { key: "size", title: t("area.area"), cell: (row) => squareWords(row.areaM2), align: "end", width: 150 },
  { key: "gap", title: t("area.gap"), cell: (row) => squareWords(row.gapM2), align: "end", width: 130 },
  { key: "overlap", title: t("area.overlap"), cell: (row) => squareWords(row.overlapM2), align: "end", width: 130 },
  { key: "outside", title: t("area.outside"), cell: (row) => squareWords(row.outsideM2), align: "end", width: 130 },
  { key: "accepted", title: t("grid.state"), cell: (row) => t(row.isAccepted ? "area.accepted" : "area.refused"), width: 90 },
];
