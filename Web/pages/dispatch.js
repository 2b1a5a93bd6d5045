// The dispatch desk: who calls for help, which orders are open, and how they stand.
import "./dispatch/setup.js";
import { html } from "../kit/html.js";
import { get } from "../kit/api.js";
import { Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
import { useList, useLoad } from "../kit/load.js";
import { Page, Tabs } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { DataTable } from "../kit/table.js";
import { t } from "../kit/texts.js";
import { Figures } from "./dispatch/figures.js";
import { HelpList, OpenCalls } from "./dispatch/help-calls.js";
import { OrderDrawer } from "./dispatch/order-drawer.js";
import { canSend, sendHref } from "./dispatch/send-link.js";
import { OrderDue, OrderState, stateChoices, Urgent } from "./dispatch/words.js";

const filterKeys = ["late", "state", "unit", "batch", "about", "from", "to"];
const openOf = { open: true, ended: false };
const tabs = () => [{ id: "open", title: t("dispatch.tab.open") }, { id: "ended", title: t("dispatch.tab.ended") }, { id: "all", title: t("dispatch.tab.all") }, { id: "help", title: t("dispatch.tab.help") }];

export default function DispatchPage() {
  const [query, setQuery] = useQuery();
  const view = tabs().some(({ id }) => id === query.view) ? query.view : "open";
  const actions = canSend() && html`<a class="btn btn-primary" href=${sendHref()}><${Icon} name="send" /> ${t("dispatch.send")}</a>`;
  return html`<${Page} wide title=${t("dispatch.title")} actions=${actions}>
    <${Figures} />
    <${OpenCalls} />
    <${Tabs} label=${t("dispatch.tabs")} tabs=${tabs()} value=${view} onValue=${(next) => setQuery({ view: next === "open" ? undefined : next, order: undefined })} />
    ${view === "help" ? html`<${HelpList} />` : html`<${Orders} key=${view} view=${view} query=${query} setQuery=${setQuery} />`}
  <//>`;
}

function Orders({ view, query, setQuery }) {
  const filters = Object.fromEntries(filterKeys.map((key) => [key, query[key]]));
  const orders = useList("/command/orders", { ...filters, open: openOf[view] });
  const units = useLoad((signal) => get("/command/units", { limit: 500 }, { signal })).value?.items ?? [];
  useLive("command.order", orders.refresh, { settle: 700 });
  const open = (row) => setQuery({ order: row.id }, { replace: Boolean(query.order) });
  return html`<${FilterBar} page="dispatch" fields=${fields(units)} />
    <${DataTable} name="orders" caption=${t("dispatch.orders")} columns=${columns()} list=${orders} onOpen=${open} opened=${query.order} empty=${empty(view)} />
    ${query.order && html`<${OrderDrawer} key=${query.order} id=${query.order} onClose=${() => setQuery({ order: undefined })} onDone=${orders.refresh} />`}`;
}

const empty = (view) => ({
  icon: "send", title: t(view === "open" ? "dispatch.noneOpen" : "dispatch.none"), text: t("dispatch.noneHint"),
  action: canSend() && html`<a class="btn" href=${sendHref()}>${t("dispatch.send")}</a>`,
});

const fields = (units) => [
  { key: "late", kind: "boolean", label: t("dispatch.lateOnly") },
  { key: "state", kind: "choice", label: t("dispatch.state"), options: stateChoices() },
  { key: "unit", kind: "choice", label: t("dispatch.unit"), options: units.map(({ id, name }) => ({ value: id, label: name })) },
  { keys: ["from", "to"], kind: "dates", label: t("dispatch.sentAt") },
  { key: "batch", kind: "mark", label: t("dispatch.batch"), words: () => t("common.yes") },
  { key: "about", kind: "mark", label: t("dispatch.about"), words: () => t("common.yes") },
];

const columns = () => [
  { key: "title", title: t("dispatch.orderTitle"), phone: "title", cell: (row) => html`${row.title} <${Urgent} order=${row} />`, text: (row) => row.title },
  { key: "unit", title: t("dispatch.unit"), cell: (row) => row.unitName, text: (row) => row.unitName },
  { key: "state", title: t("dispatch.state"), cell: (row) => html`<${OrderState} order=${row} />` },
  { key: "due", title: t("dispatch.due"), cell: (row) => html`<${OrderDue} order=${row} />` },
  { key: "address", title: t("dispatch.place"), cell: (row) => row.address, text: (row) => row.address },
  { key: "sent", title: t("dispatch.sentAt"), cell: (row) => html`<${Time} at=${row.sentAt} />` },
  { key: "by", title: t("dispatch.by"), hidden: true, phone: "none", cell: (row) => row.byName },
  { key: "number", title: t("dispatch.number"), phone: "none", cell: (row) => html`<span class="code">${row.number}</span>` },
];
