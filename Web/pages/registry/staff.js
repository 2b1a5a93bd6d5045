// The people who work for the city's management; one of them in a drawer.
import { html, useState } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { posts } from "../../kit/terms.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { PersonDrawer } from "./staff-drawer.js";
import { NewPerson } from "./staff-form.js";
import { staffColumns } from "./staff-columns.js";
import { TableImport } from "./table-import.js";
import texts from "../../texts/organisations.js";

add(texts);

export default function StaffPage() {
  const [{ person, ...query }, setQuery] = useQuery();
  const people = useList("/staff", query);
  const [shown, setShown] = useState(null);
  useLive("registry.changed", people.refresh, { settle: 1000 });
  const open = (id) => setQuery({ person: id });
  const newButton = can("registry.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setShown("new")}><${Icon} name="plus" /> ${t("staff.new")}</button>`;
  const menu = [can("registry.write") && { label: t("staff.import"), icon: "upload", onSelect: () => setShown("import") }].filter(Boolean);
  const made = ({ value }) => {
    setShown(null);
    toast(t("staff.made", { name: value.name }));
    people.refresh();
    open(value.id);
  };
  return html`<${Page} title=${t("staff.title")} count=${people.count} actions=${newButton} menu=${menu}>
    <${FilterBar} page="staff" fields=${fields()} />
    <${DataTable} name="staff" caption=${t("staff.title")} columns=${staffColumns()} list=${people} onOpen=${(row) => open(row.id)} opened=${person}
      empty=${{ title: t("staff.none"), text: t("staff.noneHint"), icon: "people" }} />
    <${PersonDrawer} id=${person} onClose=${() => open(undefined)} onChanged=${people.refresh} />
    ${shown === "new" && html`<${NewPerson} onClose=${() => setShown(null)} onDone=${made} />`}
    ${shown === "import" && html`<${TableImport} title=${t("staff.import")} hint=${t("staff.importColumns")} path="/imports/staff" onClose=${() => setShown(null)} onDone=${people.refresh} />`}
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("staff.search"), always: true },
  { key: "organisation", kind: "organisation", label: t("staff.organisation") },
  { key: "post", kind: "choice", label: t("staff.post"), options: posts() },
  { key: "area", kind: "area", label: t("staff.area") },
  { key: "state", kind: "choice", label: t("staff.state"), options: [{ value: "active", label: t("staff.active") }, { value: "left", label: t("staff.left") }] },
];
