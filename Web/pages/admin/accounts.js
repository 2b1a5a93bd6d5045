// The accounts of the city: who may sign in, and as what.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Time } from "../../kit/format.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList, useLoad } from "../../kit/load.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { add, say, t } from "../../kit/texts.js";
import { AccountState } from "./account-state.js";
import texts from "../../texts/admin.js";

add(texts);

export default function AccountsPage() {
  const [query] = useQuery();
  const accounts = useList("/accounts", query);
  const roles = useLoad((signal) => get("/roles", null, { signal }));
  const newButton = can("account.write") && html`<a class="btn btn-primary" href="/accounts/new"><${Icon} name="plus" /> ${t("accounts.new")}</a>`;
  return html`<${Page} title=${t("accounts.title")} count=${accounts.count} actions=${newButton}>
    <${FilterBar} page="accounts" fields=${fields(roles.value?.roles ?? [])} />
    <${DataTable} name="accounts" caption=${t("accounts.title")} columns=${columns()} list=${accounts} href=${(row) => `/accounts/${row.id}`}
      empty=${{ title: t("accounts.none"), text: t("accounts.noneHint"), icon: "people" }} />
  <//>`;
}

const fields = (roles) => [
  { key: "text", kind: "text", label: t("accounts.search"), always: true },
  { key: "role", kind: "choice", label: t("accounts.role"), options: roles.map((role) => ({ value: role.code, label: say(role.title) })) },
  can("registry.read") && { key: "area", kind: "area", label: t("accounts.area") },
  { key: "state", kind: "choice", label: t("accounts.state"), options: [{ value: "active", label: t("accounts.active") }, { value: "disabled", label: t("accounts.disabled") }] },
].filter(Boolean);

const columns = () => [
  { key: "login", title: t("accounts.login"), cell: (row) => html`<span class="code">${row.login}</span>`, width: 200, phone: "line" },
  { key: "name", title: t("accounts.name"), cell: (row) => row.name, phone: "title" },
  { key: "roles", title: t("accounts.roles"), cell: (row) => html`<${Roles} grants=${row.grants} />`, wrap: true },
  { key: "organisation", title: t("accounts.organisation"), cell: (row) => html`<${OrganisationName} id=${row.organisation} />` },
  { key: "state", title: t("accounts.state"), cell: (row) => html`<${AccountState} account=${row} />`, width: 190 },
  { key: "second", title: t("accounts.secondFactor"), cell: (row) => t(row.secondFactor ? "accounts.secondOn" : "accounts.secondOff"), width: 96 },
  { key: "phone", title: t("accounts.phone"), cell: (row) => row.phone, hidden: true },
  { key: "area", title: t("accounts.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, hidden: true },
  { key: "updated", title: t("accounts.updated"), cell: (row) => html`<${Time} at=${row.updatedAt} />`, hidden: true },
];

function Roles({ grants }) {
  if (grants.length === 0) return html`<span class="faint">${t("accounts.noRoles")}</span>`;
  return html`<span class="tags">${grants.map((grant) => html`<span class="tag" key=${grant.id}>${say(grant.title)} · <${AreaName} code=${grant.area} /></span>`)}</span>`;
}
