// The responsibility grids: who answers for which unit grids.
import { html } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { add, t } from "../../kit/texts.js";
import { Code } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);

export default function ResponsibilityGridsPage() {
  const [query] = useQuery();
  const grids = useList("/responsibility-grids", query);
  useLive("registry.changed", grids.refresh, { settle: 1000 });
  const newButton = can("registry.write") && html`<a class="btn btn-primary" href="/responsibility-grids/new"><${Icon} name="plus" /> ${t("responsibility.new")}</a>`;
  return html`<${Page} title=${t("places.responsibility")} count=${grids.count} actions=${newButton}>
    <${FilterBar} page="responsibility" fields=${fields()} />
    <${DataTable} name="responsibility-grids" caption=${t("places.responsibility")} columns=${columns()} list=${grids} href=${(row) => `/responsibility-grids/${row.id}`}
      empty=${{ title: t("places.none"), text: t("places.noneHint"), icon: "people" }} />
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("places.search"), always: true },
  { key: "area", kind: "area", label: t("responsibility.area") },
  { key: "organisation", kind: "organisation", label: t("responsibility.organisation") },
];

const columns = () => [
  { key: "name", title: t("places.name"), cell: (row) => row.name, phone: "title" },
  { key: "code", title: t("places.code"), cell: (row) => html`<${Code} code=${row.code} />`, width: 150 },
  { key: "area", title: t("responsibility.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 160 },
  { key: "organisation", title: t("responsibility.organisation"), cell: (row) => row.organisation && html`<${OrganisationName} id=${row.organisation} />`, width: 180 },
  { key: "grids", title: t("area.grids"), cell: (row) => row.gridCodes.length, align: "end", width: 80 },
  { key: "collectors", title: t("responsibility.collectors"), cell: (row) => row.collectors.length, align: "end", width: 90 },
  { key: "purpose", title: t("responsibility.purpose"), cell: (row) => row.purpose, width: 120, hidden: true },
];
