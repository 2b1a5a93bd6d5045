// The components: lamps, covers, bins, with their state and the three who answer for them.
import { html, useState } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { download } from "../../kit/api.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { AreaName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { partStateName, partStates } from "../../kit/terms.js";
import { add, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { PartDrawer } from "./places/part-drawer.js";
import { PartForm } from "./places/part-form.js";
import { Code } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);

export default function PartsPage() {
  const [{ part, ...query }, setQuery] = useQuery();
  const parts = useList("/parts", query);
  const [isNew, setNew] = useState(false);
  useLive("registry.changed", parts.refresh, { settle: 1000 });
  const open = (code) => setQuery({ part: code });
  const newButton = can("registry.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setNew(true)}><${Icon} name="plus" /> ${t("parts.new")}</button>`;
  const menu = [{ label: t("imports.export"), icon: "download", onSelect: () => download("/exports/parts.csv").catch(toastError) }];
  return html`<${Page} title=${t("parts.title")} count=${parts.count} actions=${newButton} menu=${menu}>
    <${FilterBar} page="parts" fields=${fields()} />
    <${DataTable} name="parts" caption=${t("parts.title")} columns=${columns()} list=${parts} rowKey="code" onOpen=${(row) => open(row.code)} opened=${part}
      empty=${{ title: t("places.none"), text: t("places.noneHint"), icon: "box" }} />
    <${PartDrawer} code=${part} onClose=${() => open(undefined)} onChanged=${parts.refresh} />
    ${isNew && html`<${PartForm} onClose=${() => setNew(false)} onDone=${(made) => { setNew(false); parts.refresh(); open(made.code); }} />`}
  <//>`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("places.search"), always: true },
  { key: "area", kind: "area", label: t("responsibility.area") },
  { key: "state", kind: "choices", label: t("parts.state"), options: partStates() },
  { key: "organisation", kind: "organisation", label: t("responsibility.organisation") },
  { key: "grid", kind: "text", label: t("parts.grid") },
];

const columns = () => [
  { key: "name", title: t("places.name"), cell: (row) => row.name, phone: "title" },
  { key: "code", title: t("places.code"), cell: (row) => html`<${Code} code=${row.code} />`, width: 180 },
  { key: "state", title: t("parts.state"), cell: (row) => partStateName(row.state), width: 100 },
  { key: "area", title: t("responsibility.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 200 },
  { key: "grid", title: t("parts.grid"), cell: (row) => row.gridCode && html`<${Code} code=${row.gridCode} />`, width: 170 },
];
