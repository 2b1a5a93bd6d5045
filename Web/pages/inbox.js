// What lies with me now, what burns first. One acts here, one by one or on several at once.
import { html, useEffect } from "../kit/html.js";
import { Page, Tabs } from "../kit/page.js";
import { useLive } from "../kit/live.js";
import { useList } from "../kit/load.js";
import { useQuery } from "../kit/router.js";
import { deviceStore, useStore } from "../kit/store.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { stateName } from "../kit/terms.js";
import { add, t } from "../kit/texts.js";
import caseTexts from "../texts/case.js";
import texts from "../texts/inbox.js";
import { BatchBar, useBatch } from "./case/batch.js";
import { CaseDrawer } from "./case/case-drawer.js";
import { columns } from "./case/columns.js";
import { keepTrail } from "./case/trail.js";

add(caseTexts);
add(texts);
await stylesheet(new URL("../styles/case.css", import.meta.url));

const goesOn = deviceStore("inbox.goesOn", true);

export default function InboxPage() {
  const [query, setQuery] = useQuery();
  const list = useList("/inbox", {}, { limit: 200 });
  useLive("case.changed", list.refresh, { settle: 800 });
  const [startBatch, batchDialog] = useBatch(list.refresh);
  const rows = list.items.filter((row) => !query.state || row.state === query.state);
  const burning = list.items.filter((row) => row.lamp === "red").length;
  useEffect(() => keepTrail("inbox", location.pathname + location.search, rows), [rows.map((row) => row.number).join()]);

  const open = (row) => setQuery({ open: row.number }, { replace: Boolean(query.open) });
  const close = () => setQuery({ open: undefined });
  const done = () => {
    const at = rows.findIndex((row) => row.number === query.open);
    const next = rows[at + 1] ?? rows[at - 1];
    list.refresh();
    setQuery({ open: goesOn.get() ? next?.number : undefined });
  };

  return html`<${Page} title=${t("inbox.title")} count=${list.count} note=${list.items.length > 0 ? note(burning) : null}>
    <${StateTabs} items=${list.items} value=${query.state ?? ""} onValue=${(state) => setQuery({ state, open: undefined })} />
    <${DataTable} name="inbox" caption=${t("inbox.title")} list=${{ ...list, items: rows }} columns=${columns("due", "state", "number", "class", "words", "address", "source", "reported", "area", "organisation")}
      href=${(row) => `/cases/${row.number}`} onOpen=${open} opened=${rows.find((row) => row.number === query.open)?.id}
      batch=${(chosen, clear) => html`<${BatchBar} rows=${chosen} clear=${clear} onStart=${startBatch} />`}
      empty=${{ icon: "check", title: query.state ? t("inbox.noneOfState") : t("inbox.none"), text: t("inbox.noneHint"),
        action: query.state && html`<button type="button" class="btn" onClick=${() => setQuery({ state: undefined })}>${t("inbox.all")}</button>` }} />
    ${batchDialog}
    ${query.open && html`<${CaseDrawer} number=${query.open} onClose=${close} onDone=${done} foot=${html`<${GoesOn} />`} />`}
  <//>`;
}

const note = (burning) => (burning > 0 ? t("inbox.burning", { count: burning }) : t("inbox.calm"));

function StateTabs({ items, value, onValue }) {
  const counts = new Map();
  for (const row of items) counts.set(row.state, (counts.get(row.state) ?? 0) + 1);
  if (counts.size < 2 && !value) return null;
  const tabs = [{ id: "", title: t("inbox.all"), count: items.length }, ...[...counts].map(([state, count]) => ({ id: state, title: stateName(state), count }))];
  if (value && !counts.has(value)) tabs.push({ id: value, title: stateName(value), count: 0 });
  return html`<${Tabs} label=${t("inbox.states")} tabs=${tabs} value=${value} onValue=${onValue} />`;
}

function GoesOn() {
  const isOn = useStore(goesOn);
  return html`<label class="check goes-on"><input type="checkbox" class="form-check-input" checked=${isOn} onChange=${(event) => goesOn.set(event.target.checked)} /><span>${t("inbox.goesOn")}</span></label>`;
}
