// The areas of the city, from counties down to communities.
import { html, useState } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { levelName, levels } from "../../kit/terms.js";
import { add, nameOf, t } from "../../kit/texts.js";
import { Coverage } from "./places/coverage.js";
import { Code } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);

export default function AreasPage() {
  const [query] = useQuery();
  const areas = useList("/areas", query);
  const [checked, setChecked] = useState(null);
  useLive("registry.changed", areas.refresh, { settle: 1000 });
  const newButton = can("registry.write") && html`<a class="btn btn-primary" href="/areas/new"><${Icon} name="plus" /> ${t("area.new")}</a>`;
  const menu = [query.parent && { label: t("area.coverage"), icon: "grid", onSelect: () => setChecked(query.parent) }].filter(Boolean);
  return html`<${Page} title=${t("places.areas")} count=${areas.count} actions=${newButton} menu=${menu}>
    <${FilterBar} page="areas" fields=${fields()} />
    <${DataTable} name="areas" caption=${t("places.areas")} columns=${columns()} list=${areas} rowKey="code" href=${(row) => `/areas/${row.code}`}
      empty=${{ title: t("places.none"), text: t("places.noneHint"), icon: "map" }} />
    ${checked && html`<${Coverage} area=${checked} onClose=${() => setChecked(null)} />`}
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("places.search"), always: true },
  { key: "level", kind: "choice", label: t("places.level"), options: levels() },
  { key: "parent", kind: "area", label: t("places.parent") },
];

const columns = () => [
  { key: "name", title: t("places.name"), cell: (row) => nameOf(row), phone: "title" },
  { key: "code", title: t("places.code"), cell: (row) => html`<${Code} code=${row.code} />`, width: 150 },
  { key: "level", title: t("places.level"), cell: (row) => levelName(row.level), width: 110 },
  { key: "parent", title: t("places.parent"), cell: (row) => row.parent && html`<${AreaName} code=${row.parent} />`, width: 180 },
];
