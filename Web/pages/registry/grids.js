// The unit grids of the city.
import { html } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { add, t } from "../../kit/texts.js";
import { Code, squareWords } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);

export const gridStates = () => [{ value: "active", label: t("grid.active") }, { value: "retired", label: t("grid.retired") }];
export const gridStateName = (state) => gridStates().find((each) => each.value === state)?.label;

export default function GridsPage() {
  const [query] = useQuery();
  const grids = useList("/grids", query);
  useLive("registry.changed", grids.refresh, { settle: 1000 });
  const newButton = can("registry.write") && html`<a class="btn btn-primary" href="/grids/new"><${Icon} name="plus" /> ${t("grid.new")}</a>`;
  return html`<${Page} title=${t("places.grids")} count=${grids.count} actions=${newButton}>
    <${FilterBar} page="grids" fields=${fields()} />
    <${DataTable} name="grids" caption=${t("places.grids")} columns=${columns()} list=${grids} rowKey="code" href=${(row) => `/grids/${row.code}`}
      empty=${{ title: t("places.none"), text: t("places.noneHint"), icon: "grid" }} />
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("places.searchCode"), always: true },
  { key: "area", kind: "area", label: t("grid.community") },
  { key: "state", kind: "choice", label: t("grid.state"), options: gridStates() },
];

const columns = () => [
  { key: "code", title: t("places.code"), cell: (row) => html`<${Code} code=${row.code} />`, width: 180, phone: "title" },
  { key: "area", title: t("grid.community"), cell: (row) => html`<${AreaName} code=${row.area} />` },
  { key: "size", title: t("area.area"), cell: (row) => squareWords(row.areaM2), align: "end", width: 150 },
  { key: "state", title: t("grid.state"), cell: (row) => gridStateName(row.state), width: 100 },
  { key: "started", title: t("grid.startedAt"), cell: (row) => html`<${Time} at=${row.startedAt} />`, width: 150 },
];
