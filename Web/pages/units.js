// Units: who is sent together, and how each stands now.
import "./dispatch/setup.js";
import { html } from "../kit/html.js";
import { get } from "../kit/api.js";
import { number, Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
import { useList, useLoad } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { DataTable } from "../kit/table.js";
import { say, t } from "../kit/texts.js";
import { loadWords, statusChoices, Tags, UnitStatus } from "./dispatch/words.js";

const filterKeys = ["text", "status", "skill", "area", "organisation", "active"];

export default function UnitsPage() {
  const [query] = useQuery();
  const units = useList("/command/units", Object.fromEntries(filterKeys.map((key) => [key, query[key]])));
  const skills = useLoad((signal) => get("/command/skills", null, { signal })).value?.skills ?? [];
  useLive("command.order", units.refresh, { settle: 2000 });
  const addButton = can("command.manage") && html`<a class="btn btn-primary" href="/units/new"><${Icon} name="plus" /> ${t("units.new")}</a>`;
  return html`<${Page} wide title=${t("units.title")} count=${units.count} actions=${addButton}>
    <${FilterBar} page="units" fields=${fields(skills)} />
    <${DataTable} name="units" caption=${t("units.title")} columns=${columns()} list=${units} href=${(row) => `/units/${row.id}`}
      empty=${{ icon: "people", title: t("units.none"), text: t("units.noneHint") }} /><//>`;
}

const fields = (skills) => [
  { key: "text", kind: "text", label: t("units.search"), always: true },
  { key: "status", kind: "choice", label: t("units.status"), options: statusChoices() },
  { key: "skill", kind: "choice", label: t("units.skill"), options: skills.map((value) => ({ value, label: value })) },
  ...(can("registry.read") ? [{ key: "area", kind: "area", label: t("units.area") }, { key: "organisation", kind: "organisation", label: t("units.organisation") }] : []),
  { key: "active", kind: "choice", label: t("units.inUse"), options: [{ value: "true", label: t("units.active") }, { value: "false", label: t("units.inactive") }] },
];

const names = (row) => row.members.map(({ name }) => name).join(t("units.comma"));

const columns = () => [
  { key: "name", title: t("units.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "status", title: t("units.status"), cell: (row) => (row.isActive ? html`<${UnitStatus} standing=${row.standing} />` : html`<span class="faint">${t("units.inactive")}</span>`) },
  { key: "orders", title: t("units.orders"), cell: loadWords },
  { key: "skills", title: t("units.skills"), cell: (row) => html`<${Tags} items=${row.skills} />` },
  { key: "members", title: t("units.members"), cell: names, text: names },
  { key: "devices", title: t("units.devices"), align: "end", cell: (row) => number(row.devices.length) },
  { key: "duty", title: t("units.duty"), cell: (row) => row.standing.duty && (row.standing.duty.note || t("common.yes")) },
  { key: "placed", title: t("units.placedAt"), cell: (row) => row.standing.placedAt && html`<${Time} at=${row.standing.placedAt} relative />` },
  { key: "organisation", title: t("units.organisation"), phone: "none", cell: (row) => say(row.organisationName), text: (row) => say(row.organisationName) },
  { key: "area", title: t("units.area"), hidden: true, phone: "none", cell: (row) => say(row.areaName) },
];
