// The audit log: searched, looked into, and verified along its chain.
import { html } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { Time } from "../../kit/format.js";
import { FilterBar } from "../../kit/filters.js";
import { useList, useLoad } from "../../kit/load.js";
import { AreaName } from "../../kit/names.js";
import { Page } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { DataTable } from "../../kit/table.js";
import { add, t } from "../../kit/texts.js";
import { EntryDrawer } from "./audit-entry.js";
import { ExportButton } from "./audit-export.js";
import { actionChoices, actionName, objectChoices, objectName, outcomeName } from "./audit-words.js";
import { Verification } from "./audit-verification.js";
import texts from "../../texts/admin.js";

add(texts);

export default function AuditPage() {
  const [query, setQuery] = useQuery();
  const { entry: opened, ...filters } = query;
  const entries = useList("/audit", filters, { rowKey: "sequence" });
  const accounts = useLoad(readAccounts);
  const roles = useLoad((signal) => get("/roles", null, { signal }));
  const number = opened ? Number(opened) : undefined;
  const nameOfAccount = new Map((accounts.value ?? []).map((account) => [account.id, `${account.name} ${account.login}`]));
  const open = (sequence) => setQuery({ entry: sequence });
  return html`<${Page} title=${t("audit.title")} count=${entries.count} note=${t("audit.note")} actions=${html`<${ExportButton} filters=${filters} names=${nameOfAccount} />`}>
    <${Verification} onShow=${(sequence) => open(sequence)} />
    <${FilterBar} page="audit" fields=${fields(accounts.value ?? [], query)} />
    <${DataTable} name="audit" caption=${t("audit.title")} columns=${columns(nameOfAccount)} list=${entries} rowKey="sequence" onOpen=${(row) => open(row.sequence)} opened=${number}
      empty=${{ title: t("audit.none"), text: t("audit.noneHint"), icon: "log" }} />
    <${EntryDrawer} number=${number} entry=${entries.items.find((each) => each.sequence === number)} names=${nameOfAccount} roles=${roles.value?.roles ?? []} onClose=${() => open(undefined)} />
  <//>`;
}

/** The audit administrator may see all accounts; there are some hundreds in a city. */
async function readAccounts(signal) {
  const all = [];
  let cursor;
  do {
    const page = await list("/accounts", { limit: 500, cursor }, { signal });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return all;
}

const fields = (accounts, { object }) => [
  { key: "text", kind: "text", label: t("audit.search"), always: true },
  { key: "action", kind: "choice", label: t("audit.action"), options: actionChoices() },
  { key: "account", kind: "choice", label: t("audit.who"), options: accounts.map((account) => ({ value: account.id, label: `${account.name} · ${account.login}` })) },
  { key: "object", kind: "choice", label: t("audit.object"), options: objectOptions(accounts, object) },
  { key: "outcome", kind: "choice", label: t("audit.outcome"), options: [{ value: "ok", label: t("audit.ok") }, { value: "refused", label: t("audit.refused") }] },
  { keys: ["from", "to"], kind: "dates", label: t("audit.period") },
];

// A link may narrow to one object: `account:01a2…`.
function objectOptions(accounts, object) {
  const known = objectChoices();
  if (!object?.includes(":")) return known;
  const [kind, id] = object.split(/:(.*)/);
  const account = kind === "account" && accounts.find((each) => each.id === id);
  return [...known, { value: object, label: `${objectName(kind)} ${account ? account.login : id}` }];
}

const columns = (names) => [
  { key: "sequence", title: t("audit.number"), cell: (row) => row.sequence, align: "end", width: 72, phone: "none" },
  { key: "at", title: t("audit.at"), cell: (row) => html`<${Time} at=${row.at} />`, width: 150 },
  { key: "who", title: t("audit.who"), cell: (row) => row.accountName || html`<span class="faint">—</span>`, width: 200 },
  { key: "action", title: t("audit.action"), cell: (row) => actionName(row.action), phone: "title", width: 200 },
  { key: "object", title: t("audit.object"), cell: (row) => objectWords(row, names) },
  { key: "outcome", title: t("audit.outcome"), cell: (row) => html`<span class=${row.outcome === "refused" ? "tag tag-strong" : ""}>${outcomeName(row.outcome)}</span>`, width: 96 },
  { key: "area", title: t("audit.area"), cell: (row) => html`<${AreaName} code=${row.area} />`, width: 120 },
  { key: "address", title: t("audit.address"), cell: (row) => row.remoteAddress || t("audit.inside"), width: 130, phone: "none" },
];

function objectWords(row, names) {
  if (!row.objectKind) return html`<span class="faint">—</span>`;
  return html`<span class="faint">${objectName(row.objectKind)}</span> ${names.get(row.objectID) ?? row.objectID}`;
}
