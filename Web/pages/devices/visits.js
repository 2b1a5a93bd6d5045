// When a device was in which fence. A stay is known once it is over.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { span, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { setQuery } from "../../kit/router.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { Range, rangeOf } from "./track/range.js";

const none = [];
// So many stays come in one answer, the oldest first.
const most = 1000;

export function Visits({ device, query }) {
  const range = rangeOf(query);
  const path = `/devices/${device.id}/visits`;
  const found = useLoad((signal) => get(path, range, { signal }), [path, range.from, range.to]);
  const visits = found.value?.visits ?? none;
  const rows = visits.map((visit) => ({ ...visit, id: `${visit.fence}${visit.enteredAt}` })).reverse();
  const list = { items: rows, loading: found.loading, error: found.error, done: Boolean(found.value), refresh: found.refresh, more() {} };
  return html`<${Range} range=${range} isBusy=${found.loading} label=${t("visits.title")} />
    <p class="page-note frames-note">${t("visits.note")}</p>
    <${DataTable} name="device-visits" caption=${t("visits.title")} columns=${columns()} list=${list} href=${(row) => `/fences/${row.fence}`}
      empty=${{ icon: "polygon", title: t("visits.none"), text: t("visits.noneHint") }} />
    ${visits.length === most && html`<p><button type="button" class="btn" onClick=${() => setQuery({ from: visits.at(-1).enteredAt })}><${Icon} name="right" /> ${t("visits.later")}</button></p>`}`;
}

const lasted = (row) => span(Date.parse(row.leftAt) - Date.parse(row.enteredAt));

const columns = () => [
  { key: "fence", title: t("visits.fence"), phone: "title", cell: (row) => row.fenceName || t("visits.gone"), text: (row) => row.fenceName },
  { key: "entered", title: t("visits.entered"), cell: (row) => html`<${Time} at=${row.enteredAt} />` },
  { key: "left", title: t("visits.left"), cell: (row) => html`<${Time} at=${row.leftAt} />` },
  { key: "lasted", title: t("visits.lasted"), align: "end", cell: lasted },
];
