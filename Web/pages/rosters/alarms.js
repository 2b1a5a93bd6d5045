// Who was not where the roster says, and what that was.
import { html } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { Time } from "../../kit/format.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useList, useLoad } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

export function Alarms({ query }) {
  const alarms = useList("/command/absences", { open: query.open, kind: query.kind, unit: query.unit });
  const units = useLoad((signal) => get("/command/units", { limit: 500 }, { signal })).value?.items ?? [];
  useLive("command.duty_alarm", alarms.refresh, { settle: 1000 });
  return html`<${FilterBar} page="absences" fields=${fields(units)} />
    <${DataTable} name="absences" caption=${t("rosters.tab.alarms")} columns=${columns(alarms)} list=${alarms} empty=${{ icon: "check", title: t("rosters.alarm.none"), text: t("rosters.alarm.noneHint") }} />`;
}

const fields = (units) => [
  { key: "open", kind: "choice", label: t("rosters.alarm.state"), options: [{ value: "true", label: t("rosters.alarm.open") }, { value: "false", label: t("rosters.alarm.ended") }] },
  { key: "kind", kind: "choice", label: t("rosters.alarm.kind"), options: [{ value: "absent", label: t("rosters.alarm.absent") }, { value: "outside", label: t("rosters.alarm.outside") }] },
  { key: "unit", kind: "choice", label: t("rosters.unit"), options: units.map(({ id, name }) => ({ value: id, label: name })) },
];

const columns = (alarms) => [
  { key: "unit", title: t("rosters.unit"), phone: "title", cell: (row) => html`<a href=${`/units/${row.unit}`}>${row.unitName}</a>`, text: (row) => row.unitName },
  { key: "kind", title: t("rosters.alarm.kind"), cell: (row) => html`<span class="order-state">${!row.endedAt && html`<${Icon} name="warn" size=${14} />`} ${say(row.kindName)}</span>` },
  { key: "began", title: t("rosters.alarm.began"), cell: (row) => html`<${Time} at=${row.beganAt} />` },
  { key: "ended", title: t("rosters.alarm.end"), cell: (row) => (row.endedAt ? html`<${Time} at=${row.endedAt} />` : html`<b>${t("rosters.alarm.open")}</b>`) },
  { key: "area", title: t("rosters.alarm.area"), cell: (row) => say(row.areaName) },
  { key: "note", title: t("rosters.alarm.note"), wrap: true, cell: (row) => row.note },
  { key: "by", title: t("rosters.alarm.by"), cell: (row) => row.notedBy },
  ...(can("command.dispatch") ? [{ key: "act", title: t("rosters.alarm.doNote"), cell: (row) => html`<button type="button" class="btn btn-sm" aria-label=${`${t("rosters.alarm.doNote")} ${row.unitName}`} onClick=${() => note(row, alarms)}>${t("rosters.alarm.doNote")}</button>` }] : []),
];

async function note(row, alarms) {
  const words = await ask({ title: t("rosters.alarm.ask", { unit: row.unitName }), label: t("rosters.alarm.note"), required: true, value: row.note, max: 200, action: t("common.save") });
  if (words === null) return;
  try {
    const { value } = await send("POST", `/command/absences/${row.id}/note`, { note: words }, { version: row.version });
    alarms.patch(row.id, value);
    toast(t("rosters.alarm.noted"));
  } catch (error) {
    toastError(error);
    if (error.stale) alarms.refresh();
  }
}
