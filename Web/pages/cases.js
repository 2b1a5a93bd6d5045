// All cases that one may see: filters, counts, saved views, export.
import { html, useEffect, useState } from "../kit/html.js";
import { download } from "../kit/api.js";
import { FilterBar } from "../kit/filters.js";
import { useList } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { toast, toastError } from "../kit/toast.js";
import { add, t } from "../kit/texts.js";
import caseTexts from "../texts/case.js";
import texts from "../texts/cases.js";
import { BatchBar, useBatch } from "./case/batch.js";
import { columns } from "./case/columns.js";
import { keepTrail } from "./case/trail.js";
import { Counters } from "./cases/counters.js";
import { asked, filterFields } from "./cases/filter-fields.js";
import { News, useNews } from "./cases/news.js";

add(caseTexts);
add(texts);
await stylesheet(new URL("../styles/case.css", import.meta.url));

const shown = ["due", "state", "number", "class", "words", "address", "area", "organisation", "turn", "source", "reported", "totalDue", "closed", "grid", "part"];

export default function CasesPage() {
  const [query] = useQuery();
  const filter = asked(query);
  const list = useList("/cases", { ...filter, count: true }, { limit: 100 });
  const [hasSelection, setSelection] = useState(false);
  const [startBatch, batchDialog] = useBatch(list.refresh);
  const news = useNews(list, hasSelection);
  useEffect(() => keepTrail("cases", location.pathname + location.search, list.items), [list.items]);
  const isFiltered = Object.keys(filter).length > 0;

  return html`<${Page} title=${t("cases.title")} count=${list.count} menu=${can("case.export") ? exports(filter) : undefined}
      actions=${can("case.report") && html`<a class="btn btn-primary" href="/intake">${t("cases.report")}</a>`}>
    <${Counters} />
    <${FilterBar} page="cases" fields=${filterFields()} views=${true} />
    <${News} news=${news} />
    <${DataTable} name="cases" caption=${t("cases.title")} list=${list} columns=${columns(...shown)} href=${(row) => `/cases/${row.number}`}
      batch=${(rows, clear) => html`<${Selected} onChange=${setSelection} /><${BatchBar} rows=${rows} clear=${clear} onStart=${startBatch} />`}
      empty=${isFiltered ? { icon: "search", title: t("cases.noneFound"), text: t("cases.noneFoundHint") } : { title: t("cases.none"), text: t("cases.noneHint") }} />
    ${batchDialog}
  <//>`;
}

const exports = (filter) => ["xlsx", "csv"].map((format) => ({
  label: format === "xlsx" ? t("cases.excel") : t("cases.csv"), icon: "download", onSelect: () => save(filter, format),
}));

async function save(filter, format) {
  const stop = toast(t("cases.exporting"));
  try {
    await download("/cases/export", { ...filter, format });
    stop();
    toast(t("cases.exported"));
  } catch (error) {
    stop();
    toastError(error);
  }
}

// Lives as long as rows are chosen: the list then does not move under the hand.
function Selected({ onChange }) {
  useEffect(() => {
    onChange(true);
    return () => onChange(false);
  }, []);
  return null;
}
