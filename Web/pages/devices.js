// What drives and walks through the city and tells where it is; who knocked without being known; the gateway's figures.
import { html, useState } from "../kit/html.js";
import { get } from "../kit/api.js";
import { number, Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useList, useLoad } from "../kit/load.js";
import { Page, Tabs } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { add, say, t } from "../kit/texts.js";
import { BatchFence } from "./devices/batch-fence.js";
import { BatchText } from "./devices/batch-text.js";
import { Figures } from "./devices/figures.js";
import { Gateway } from "./devices/gateway.js";
import { Strangers } from "./devices/strangers.js";
import { useMoving } from "./devices/use-moving.js";
import { doorChoices, OnlineMark, speedWords, stateChoices, Use, useChoices } from "./devices/words.js";
import texts from "../texts/devices.js";
import commands from "../texts/devices-commands.js";
import messages from "../texts/devices-messages.js";

add(texts);
add(commands);
add(messages);
await stylesheet(new URL("../styles/registry.css", import.meta.url));
await stylesheet(new URL("../styles/devices.css", import.meta.url));

const filterKeys = ["text", "use", "door", "state", "online", "area", "organisation"];

export default function DevicesPage() {
  const [query, setQuery] = useQuery();
  const tabs = [{ id: "list", title: t("devices.tab.list") }, ...(can("sensing.write") ? [{ id: "strangers", title: t("devices.tab.strangers") }] : []), { id: "gateway", title: t("devices.tab.gateway") }];
  const tab = tabs.some(({ id }) => id === query.tab) ? query.tab : "list";
  const figures = useLoad((signal) => get("/devices/figures", null, { signal }));
  const addButton = can("sensing.write") && html`<a class="btn btn-primary" href="/devices/new"><${Icon} name="plus" /> ${t("devices.new")}</a>`;
  return html`<${Page} wide title=${t("devices.title")} count=${figures.value?.devices} actions=${addButton}>
    <${Tabs} label=${t("devices.tabs")} tabs=${tabs} value=${tab} onValue=${(next) => setQuery({ tab: next === "list" ? undefined : next })} />
    ${tab !== "list" && can("sensing.write") && html`<p class="page-note frames-note">${t("mapping.link")} <a href="/devices/messages">${t("mapping.title")}</a></p>`}
    ${tab === "list" && html`<${List} query=${query} figures=${figures} />`}
    ${tab === "strangers" && html`<${Strangers} />`}
    ${tab === "gateway" && html`<${Gateway} />`}
  <//>`;
}

function List({ query, figures }) {
  const filters = Object.fromEntries(filterKeys.map((key) => [key, query[key]]));
  const devices = useList("/devices", filters);
  const [writesTo, setWritesTo] = useState(null);
  const [fences, setFences] = useState(null);
  const batch = (rows) => html`<button type="button" class="btn btn-sm" onClick=${() => setWritesTo(rows)}><${Icon} name="message" /> ${t("batchText.short")}</button>
    <button type="button" class="btn btn-sm" onClick=${() => setFences(rows)}><${Icon} name="polygon" /> ${t("batchFence.short")}</button>`;
  const list = { ...devices, refresh: () => { devices.refresh(); figures.refresh(); } };
  useMoving(devices, list.refresh);
  return html`<${Figures} figures=${figures} query=${query} />
    <${FilterBar} page="devices" fields=${fields()} />
    <${DataTable} name="devices" caption=${t("devices.title")} columns=${columns()} list=${list} href=${(row) => `/devices/${row.id}`} batch=${can("sensing.command") ? batch : undefined}
      empty=${{ icon: "truck", title: t("devices.none"), text: t("devices.noneHint") }} />
    ${writesTo && html`<${BatchText} devices=${writesTo} onClose=${() => setWritesTo(null)} />`}
    ${fences && html`<${BatchFence} devices=${fences} onClose=${() => setFences(null)} />`}`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("devices.search"), always: true },
  { key: "online", kind: "choice", label: t("devices.online"), options: [{ value: "true", label: t("devices.onlineYes") }, { value: "false", label: t("devices.onlineNo") }] },
  { key: "use", kind: "choice", label: t("devices.use"), options: useChoices() },
  { key: "door", kind: "choice", label: t("devices.door"), options: doorChoices() },
  { key: "state", kind: "choice", label: t("devices.state"), options: stateChoices() },
  ...(can("registry.read") ? [{ key: "area", kind: "area", label: t("devices.area") }, { key: "organisation", kind: "organisation", label: t("devices.organisation") }] : []),
];

const count = (key, title, hidden) => ({ key, title, hidden, align: "end", phone: hidden ? "none" : "line", cell: (row) => number(row.counts[key]) });

const columns = () => [
  { key: "name", title: t("devices.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "use", title: t("devices.use"), cell: (row) => html`<${Use} use=${row.use} />` },
  { key: "online", title: t("devices.state"), cell: (row) => html`<${OnlineMark} device=${row} />` },
  { key: "seen", title: t("devices.seen"), cell: (row) => row.seenAt && html`<${Time} at=${row.seenAt} relative />` },
  { key: "speed", title: t("devices.speed"), align: "end", cell: (row) => (row.isOnline && row.last ? speedWords(row.last.speedKPH) : "") },
  { key: "area", title: t("devices.area"), cell: (row) => say(row.areaName) },
  { key: "organisation", title: t("devices.organisation"), phone: "none", cell: (row) => say(row.organisationName), text: (row) => say(row.organisationName) },
  count("received", t("devices.received")),
  count("late", t("devices.late"), true),
  count("repeated", t("devices.repeated"), true),
  count("disordered", t("devices.disordered"), true),
  count("unlocated", t("devices.unlocated"), true),
  { key: "door", title: t("devices.door"), hidden: true, phone: "none", cell: (row) => say(row.doorName) },
  { key: "ident", title: t("devices.ident"), phone: "none", cell: (row) => html`<span class="code">${row.ident}</span>` },
];
