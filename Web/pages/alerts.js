// What rules have found: the latest first. One looks beside the list, and says there what was done.
import { html } from "../kit/html.js";
import { get } from "../kit/api.js";
import { number, Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { FreshNote, useFresh } from "../kit/fresh.js";
import { useList, useLoad } from "../kit/load.js";
import { Page } from "../kit/page.js";
import { useQuery } from "../kit/router.js";
import { stylesheet } from "../kit/stylesheet.js";
import { DataTable } from "../kit/table.js";
import { add, say, t } from "../kit/texts.js";
import { AlertDrawer } from "./alerts/alert-drawer.js";
import { AlertState, CaseLink, lasting, Severity, severityChoices } from "./alerts/words.js";
import texts from "../texts/alerts.js";
import deviceTexts from "../texts/devices.js";

add(texts);
add(deviceTexts);
await stylesheet(new URL("../styles/registry.css", import.meta.url));
await stylesheet(new URL("../styles/devices.css", import.meta.url));
await stylesheet(new URL("../styles/alerts.css", import.meta.url));

const filterKeys = ["open", "handled", "severity", "rule", "device", "from", "to"];

export default function AlertsPage() {
  const [query, setQuery] = useQuery();
  const filters = Object.fromEntries(filterKeys.map((key) => [key, query[key]]));
  const alerts = useList("/alerts", filters);
  const rules = useLoad((signal) => get("/alert-rules", { limit: 500 }, { signal })).value?.items ?? [];
  const [fresh, showFresh] = useFreshAlerts(alerts, filters, rules);
  const open = (row) => setQuery({ alert: row.id }, { replace: Boolean(query.alert) });
  const device = query.device && (alerts.items[0]?.deviceName ?? t("alerts.deviceOne"));
  return html`<${Page} wide title=${t("alerts.title")} count=${alerts.count}>
    <${FilterBar} page="alerts" fields=${fields(rules, device)} />
    <${FreshNote} count=${fresh} words=${t("alerts.new", { count: number(fresh) })} button=${t("alerts.showNew")} onShow=${showFresh} />
    <${DataTable} name="alerts" caption=${t("alerts.title")} columns=${columns()} list=${alerts} onOpen=${open} opened=${query.alert}
      empty=${{ icon: "bell", title: t("alerts.none"), text: t("alerts.noneHint") }} />
    ${query.alert && html`<${AlertDrawer} key=${query.alert} id=${query.alert} onClose=${() => setQuery({ alert: undefined })} onDone=${(alert) => alerts.patch(alert.id, alert)} />`}
  <//>`;
}

function useFreshAlerts(alerts, filters, rules) {
  const ruleName = filters.rule && rules.find(({ id }) => id === filters.rule)?.name;
  return useFresh(alerts, {
    topic: "sensing.alert", idOf: ({ alert }) => alert, isNew: ({ what }) => what === "began", read: (id) => get(`/alerts/${id}`),
    suits: (told) => filters.open !== "false" && filters.handled !== "true" && (!filters.severity || filters.severity === told.severity) && (!filters.rule || ruleName === told.rule) && !filters.to
      // The event has the vehicle's name; of an empty list all is read again anyway.
      && (!filters.device || told.device === alerts.items[0]?.deviceName),
  });
}

const fields = (rules, device) => [
  { key: "handled", kind: "choice", label: t("alerts.isHandled"), options: [{ value: "false", label: t("alerts.unhandled") }, { value: "true", label: t("alerts.handled") }] },
  { key: "open", kind: "choice", label: t("alerts.isOpen"), options: [{ value: "true", label: t("alerts.open") }, { value: "false", label: t("alerts.ended") }] },
  { key: "severity", kind: "choice", label: t("alerts.severity"), options: severityChoices() },
  { key: "rule", kind: "choice", label: t("alerts.rule"), options: rules.map(({ id, name }) => ({ value: id, label: name })) },
  { keys: ["from", "to"], kind: "dates", label: t("alerts.began") },
  { key: "device", kind: "mark", label: t("alerts.device"), words: () => device },
];

const columns = () => [
  { key: "rule", title: t("alerts.rule"), phone: "title", cell: (row) => row.ruleName, text: (row) => row.ruleName },
  { key: "severity", title: t("alerts.severity"), cell: (row) => html`<${Severity} alert=${row} />`, text: (row) => say(row.severityName) },
  { key: "device", title: t("alerts.device"), cell: (row) => row.deviceName },
  { key: "area", title: t("alerts.area"), cell: (row) => say(row.areaName) },
  { key: "began", title: t("alerts.began"), cell: (row) => html`<${Time} at=${row.beganAt} />` },
  { key: "lasting", title: t("alerts.lasting"), align: "end", cell: lasting },
  { key: "times", title: t("alerts.times"), align: "end", hidden: true, cell: (row) => number(row.times) },
  { key: "state", title: t("alerts.state"), cell: (row) => html`<${AlertState} alert=${row} />` },
  { key: "case", title: t("alerts.case"), cell: (row) => html`<${CaseLink} number=${row.caseNumber} />` },
];
