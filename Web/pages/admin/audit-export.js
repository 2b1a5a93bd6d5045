// Saves what the filters show of the audit log as a table, for those who check it elsewhere.
import { html, useState } from "../../kit/html.js";
import { list } from "../../kit/api.js";
import { fullTime, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { actionName, objectName, outcomeName } from "./audit-words.js";
import { saveTable } from "./csv.js";

// More would not open in a spreadsheet; a narrower period gives the rest.
const rowsMax = 50_000;

export function ExportButton({ filters, names }) {
  const [count, setCount] = useState(null);
  const run = async () => {
    setCount(0);
    try {
      const { entries, isCut } = await readAll(filters, setCount);
      saveTable(t("audit.title"), [heads(), ...entries.map((entry) => rowOf(entry, names))]);
      if (isCut) toast(t("audit.exportCut", { count: number(rowsMax) }));
    } catch (error) {
      toastError(error);
    }
    setCount(null);
  };
  return html`<button type="button" class="btn" disabled=${count !== null} onClick=${run}><${Icon} name="download" /> ${count === null ? t("audit.export") : t("audit.exporting", { count: number(count) })}</button>`;
}

async function readAll(filters, onCount) {
  const entries = [];
  let cursor;
  do {
    const page = await list("/audit", { ...filters, limit: 500, cursor });
    entries.push(...page.items);
    cursor = page.next;
    onCount(entries.length);
  } while (cursor && entries.length < rowsMax);
  return { entries, isCut: Boolean(cursor) };
}

const heads = () => [t("audit.number"), t("audit.at"), t("audit.who"), t("audit.action"), "action", t("audit.object"), "id", t("audit.outcome"), t("audit.area"), t("audit.detail"), t("audit.address"), t("audit.request"), t("audit.hash")];

const rowOf = (entry, names) => [
  entry.sequence, fullTime(entry.at), entry.accountName, actionName(entry.action), entry.action,
  entry.objectKind ? `${objectName(entry.objectKind)} ${names.get(entry.objectID) ?? ""}`.trim() : "", entry.objectID, outcomeName(entry.outcome),
  entry.area, Object.entries(entry.detail).map(([key, value]) => `${key}=${value}`).join("; "), entry.remoteAddress, entry.requestID, entry.hash,
];
