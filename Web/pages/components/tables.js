// Tables and filters, with each of their states.
import { html, useState } from "../../kit/html.js";
import { ApiError } from "../../kit/api.js";
import { DueClock } from "../../kit/clockbar.js";
import { FilterBar } from "../../kit/filters.js";
import { RadioGroup } from "../../kit/form.js";
import { DataTable } from "../../kit/table.js";
import { states } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { sampleRows } from "./samples.js";

const rows = sampleRows();
const failed = new ApiError({ status: 503, code: "sample", wording: { zh: "数据库正在维护，请几分钟后重试。", en: "The database is under maintenance; try again in a few minutes." }, requestID: "0a1b2c" });

const columns = () => [
  { key: "number", title: t("ui.col.number"), width: 200, cell: (row) => html`<span class="code">${row.number}</span>`, sort: true },
  { key: "words", title: t("ui.col.words"), cell: (row) => say(row.description) },
  { key: "place", title: t("ui.col.place"), width: 160, cell: (row) => say(row.place) },
  { key: "count", title: t("ui.col.count"), width: 80, align: "end", cell: (row) => row.count, hidden: true, phone: "none" },
  { key: "due", title: t("ui.col.due"), width: 220, cell: (row) => html`<${DueClock} row=${row} />` },
];

const fields = () => [
  { key: "text", kind: "text", label: t("ui.filter.text"), always: true },
  { key: "state", kind: "choices", label: t("ui.filter.state"), options: states() },
  { keys: ["from", "to"], kind: "dates", label: t("ui.filter.dates") },
  { key: "area", kind: "area", label: t("ui.filter.area") },
  { key: "class", kind: "class", label: t("ui.filter.class") },
  { key: "organisation", kind: "organisation", label: t("ui.filter.organisation") },
  { key: "urgent", kind: "boolean", label: t("ui.filter.urgent") },
];

const listOf = (mode, again) => ({
  normal: { items: rows, loading: false, error: null, next: "more", more: () => toast(t("table.more")), refresh: again },
  loading: { items: [], loading: true, error: null },
  empty: { items: [], loading: false, error: null, refresh: again },
  error: { items: [], loading: false, error: failed, refresh: again },
  offline: { items: [], loading: false, error: ApiError.offline("GET"), refresh: again },
})[mode];

export function TableSamples() {
  const [mode, setMode] = useState("normal");
  const [opened, setOpened] = useState(null);
  const [sort, setSort] = useState({ key: "number", descending: false });
  const modes = [["normal", "ui.mode.normal"], ["loading", "ui.mode.loading"], ["empty", "ui.mode.empty"], ["error", "ui.mode.error"], ["offline", "ui.mode.offline"]];
  return html`<${RadioGroup} inline label=${t("ui.mode")} value=${mode} onValue=${setMode} options=${modes.map(([value, key]) => ({ value, label: t(key) }))} />
    <${FilterBar} page="components" fields=${fields()} views=${true} />
    <${DataTable} name="components" caption=${t("ui.title")} columns=${columns()} list=${listOf(mode, () => setMode("normal"))} onOpen=${(row) => setOpened(row.id)} opened=${opened} sort=${sort} onSort=${setSort}
      batch=${(chosen, clear) => html`<button type="button" class="btn btn-sm" onClick=${() => { toast(t("ui.done", { count: chosen.length })); clear(); }}>${t("ui.batch")}</button>`}
      empty=${{ title: t("ui.empty.title"), text: t("ui.empty.text") }} />`;
}
