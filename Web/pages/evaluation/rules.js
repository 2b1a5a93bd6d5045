// The rules of evaluation in all their versions, and how a new one is put in force.
import { html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { day, number, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { saveJSON } from "../../kit/save.js";
import { can } from "../../kit/session.js";
import { ErrorState } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { DataTable } from "../../kit/table.js";
import { add, say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { NewRules } from "./rules-new.js";
import common from "../../texts/evaluation.js";
import texts from "../../texts/evaluation-rules.js";

add(common);
add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function RulesPage() {
  const found = useLoad((signal) => get("/evaluation/rules", null, { signal }));
  const [isNew, setNew] = useState(false);
  const items = found.value?.items ?? [];
  const current = items.find((each) => each.inForce);
  const list = { items, loading: found.loading, error: found.error, done: !found.loading, refresh: found.refresh };
  return html`<${Page} title=${t("evaluation.rules.title")} count=${found.value && items.length} note=${t("evaluation.rules.note")}
      actions=${html`${current && html`<button type="button" class="btn" onClick=${() => saveRules(current.number)}><${Icon} name="download" /> ${t("evaluation.rules.save")}</button>`}
        ${can("evaluation.rules") && html`<button type="button" class="btn btn-primary" onClick=${() => setNew(true)}>${t("evaluation.rules.new")}</button>`}`}>
    ${found.error && !found.value ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`
      : html`<${DataTable} name="evaluation-rules" rowKey="number" caption=${t("evaluation.rules.title")} columns=${columns()} list=${list} href=${(row) => `/evaluation/rules/${row.number}`} />`}
    ${isNew && html`<${NewRules} onClose=${() => setNew(false)} onDone=${found.refresh} />`}
  <//>`;
}

const columns = () => [
  { key: "number", title: t("evaluation.rules.version"), width: 150, phone: "title", cell: (row) => html`${t("evaluation.rules.versionOf", { number: number(row.number) })}` },
  { key: "inForce", title: t("evaluation.state"), width: 120, cell: (row) => row.inForce && html`<span class="tag tag-strong">${t("evaluation.rules.inForce")}</span>` },
  { key: "firstDay", title: t("evaluation.rules.firstDay"), width: 180, cell: (row) => firstDayOf(row.firstDay) },
  { key: "reason", title: t("evaluation.reason"), cell: (row) => say(row.reason), wrap: true },
  { key: "by", title: t("evaluation.rules.by"), width: 240, cell: (row) => html`${row.byName} <span class="faint"><${Time} at=${row.at} /></span>` },
];

// The rules that came with the program hold for whatever lies before the others.
export const firstDayOf = (text) => (text.startsWith("1900") ? t("evaluation.rules.always") : day(text));

export async function saveRules(version) {
  try {
    const { content } = await get(`/evaluation/rules/${version}`);
    saveJSON(t("evaluation.rules.fileName", { number: version }), content);
  } catch (error) {
    toastError(error);
  }
}
