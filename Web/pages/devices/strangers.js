// Terminals that knocked and are not known: whoever may, adds them with one click.
import { html } from "../../kit/html.js";
import { url } from "../../kit/api.js";
import { number, Time } from "../../kit/format.js";
import { useList } from "../../kit/load.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";

const formFor = (row) => url("/devices/new", { door: "jt808", ident: row.phone, name: row.plate }).replace("/api/v1", "");

const columns = () => [
  { key: "phone", title: t("devices.phone"), phone: "title", cell: (row) => html`<span class="code">${row.phone}</span>` },
  { key: "plate", title: t("devices.plate"), cell: (row) => row.plate },
  { key: "maker", title: t("devices.maker"), cell: (row) => row.maker },
  { key: "model", title: t("devices.model"), cell: (row) => row.model },
  { key: "knocked", title: t("devices.knocked"), align: "end", cell: (row) => number(row.knocked) },
  { key: "last", title: t("devices.lastKnock"), cell: (row) => html`<${Time} at=${row.lastAt} relative />` },
  { key: "add", title: t("devices.add"), cell: (row) => html`<a class="btn btn-sm" href=${formFor(row)} aria-label=${`${t("devices.addThis")} ${row.phone}`}>${t("devices.addThis")}</a>` },
];

export function Strangers() {
  const strangers = useList("/terminals/strangers", {}, { rowKey: "phone" });
  return html`<p class="page-note frames-note">${t("devices.strangersNote")}</p>
    <${DataTable} name="strangers" caption=${t("devices.tab.strangers")} columns=${columns()} rowKey="phone" list=${strangers}
      empty=${{ icon: "shield", title: t("devices.noStrangers"), text: t("devices.noStrangersHint") }} />`;
}
