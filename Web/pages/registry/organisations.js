// The organisations of the city, as a tree or as a list.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList, useLoad } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName } from "../../kit/names.js";
import { Page, Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { organisationKindName, organisationKinds } from "../../kit/terms.js";
import { add, nameOf, t } from "../../kit/texts.js";
import { OrganisationTree } from "./organisation-tree.js";
import { TableImport } from "./table-import.js";
import texts from "../../texts/organisations.js";

add(texts);

export default function OrganisationsPage() {
  const [{ view, ...query }, setQuery] = useQuery();
  // Filters find single ones; a tree shows how all hang together.
  const isFiltered = ["text", "kind", "area"].some((key) => query[key]);
  const asTree = view !== "list" && !isFiltered;
  const list = useList("/organisations", query, { paused: asTree });
  const tree = useLoad((signal) => get("/organisations/tree", { state: query.state }, { signal }), [query.state]);
  const [isImporting, setImporting] = useState(false);
  const refresh = () => {
    tree.refresh();
    if (!asTree) list.refresh();
  };
  useLive("registry.changed", refresh, { settle: 1000 });
  const newButton = can("registry.write") && html`<a class="btn btn-primary" href="/organisations/new"><${Icon} name="plus" /> ${t("organisations.new")}</a>`;
  const menu = [can("registry.write") && { label: t("organisations.import"), icon: "upload", onSelect: () => setImporting(true) }].filter(Boolean);
  return html`<${Page} title=${t("organisations.title")} count=${asTree ? tree.value?.items.length : list.count} actions=${newButton} menu=${menu}>
    <${FilterBar} page="organisations" fields=${fields()} />
    ${!isFiltered && html`<${Tabs} label=${t("organisations.view")} value=${asTree ? "tree" : "list"} onValue=${(next) => setQuery({ view: next === "tree" ? undefined : next })}
      tabs=${[{ id: "tree", title: t("organisations.tree") }, { id: "list", title: t("organisations.list") }]} />`}
    ${asTree ? html`<${Tree} tree=${tree} />` : html`<${DataTable} name="organisations" caption=${t("organisations.title")} columns=${columns()} list=${list} href=${(row) => `/organisations/${row.id}`}
      empty=${{ title: t("organisations.none"), text: t("organisations.noneHint"), icon: "building" }} />`}
    ${isImporting && html`<${TableImport} title=${t("organisations.import")} hint=${t("organisations.importColumns")} path="/imports/organisations" onClose=${() => setImporting(false)} onDone=${refresh} />`}
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("organisations.search"), always: true },
  { key: "kind", kind: "choice", label: t("organisations.kind"), options: organisationKinds() },
  { key: "area", kind: "area", label: t("organisations.area") },
  { key: "state", kind: "choice", label: t("organisations.state"), options: [{ value: "active", label: t("organisations.active") }, { value: "closed", label: t("organisations.closed") }] },
];

const columns = () => [
  { key: "name", title: t("organisations.name"), cell: (row) => nameOf(row), phone: "title" },
  { key: "code", title: t("organisations.code"), cell: (row) => html`<span class="code">${row.code}</span>`, width: 140 },
  { key: "kind", title: t("organisations.kind"), cell: (row) => organisationKindName(row.kind), width: 150 },
  { key: "area", title: t("organisations.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 140 },
  { key: "phone", title: t("organisations.phone"), cell: (row) => row.phone, width: 140 },
  { key: "state", title: t("organisations.state"), cell: (row) => html`<${OrganisationState} state=${row.state} />`, width: 90 },
];

export const OrganisationState = ({ state }) => html`<span class=${state === "closed" ? "tag tag-strong" : ""}>${t(state === "closed" ? "organisations.closed" : "organisations.active")}</span>`;

function Tree({ tree }) {
  if (tree.error && !tree.value) return html`<${ErrorState} error=${tree.error} onRetry=${tree.refresh} />`;
  if (!tree.value) return html`<${Loading} rows=${10} />`;
  if (tree.value.items.length === 0) return html`<${Empty} icon="building" title=${t("organisations.none")} text=${t("organisations.noneHint")} />`;
  return html`<${OrganisationTree} rows=${tree.value.items} label=${t("organisations.tree")} />`;
}
