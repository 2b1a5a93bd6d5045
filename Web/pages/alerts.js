// What rules have found: the latest first. One looks beside the list, and says there what was done.
import { html, useState } from "../kit/html.js";
import { get } from "../kit/api.js";
import { number, Time } from "../kit/format.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useLive } from "../kit/live.js";
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
const fewest = 20;

export default function AlertsPage() {
  const [query, setQuery] = useQuery();
  const filters = Object.fromEntries(filterKeys.map((key) => [key, query[key]]));
  const alerts = useList("/alerts", filters);
  const rules = useLoad((signal) => get("/alert-rules", { limit: 500 }, { signal })).value?.items ?? [];
  const [fresh, showFresh] = useFresh(alerts, filters, rules);
  const open = (row) => setQuery({ alert: row.id }, { replace: Boolean(query.alert) });
  const device = query.device && (alerts.items[0]?.deviceName ?? t("alerts.deviceOne"));
  return html`<${Page} wide title=${t("alerts.title")} count=${alerts.count}>
    <${FilterBar} page="alerts" fields=${fields(rules, device)} />
    <div role="status">${fresh > 0 && html`<p class="form-note alerts-new"><${Icon} name="bell" /> ${t("alerts.new", { count: number(fresh) })} <button type="button" class="btn btn-sm" onClick=${showFresh}>${t("alerts.showNew")}</button></p>`}</div>
    <${DataTable} name="alerts" caption=${t("alerts.title")} columns=${columns()} list=${alerts} onOpen=${open} opened=${query.alert}
      empty=${{ icon: "bell", title: t("alerts.none"), text: t("alerts.noneHint") }} />
    ${query.alert && html`<${AlertDrawer} key=${query.alert} id=${query.alert} onClose=${() => setQuery({ alert: undefined })} onDone=${(alert) => alerts.patch(alert.id, alert)} />`}
  <//>`;
}

/** New alerts wait above the list, so that no row moves under the hand; what became of shown ones is read again. */
function useFresh(alerts, filters, rules) {
  const [fresh, setFresh] = useState(new Set());
  const ruleName = filters.rule && rules.find(({ id }) => id === filters.rule)?.name;
  const suits = (event) => filters.open !== "false" && filters.handled !== "true" && (!filters.severity || filters.severity === event.severity) && (!filters.rule || ruleName === event.rule) && !filters.device && !filters.to;
  const show = () => {
    setFresh(new Set());
    alerts.refresh();
  };
  useLive("sensing.alert", (events) => {
    const changed = new Set(events.filter(({ data }) => data.what !== "began").map(({ data }) => data.alert));
    const shown = alerts.items.filter(({ id }) => changed.has(id));
    if (events.length === 0 || shown.length > fewest || filters.device || (alerts.fresh && alerts.items.length === 0)) return show();
    const begun = events.filter(({ data }) => data.what === "began" && suits(data)).map(({ data }) => data.alert);
    if (begun.length) setFresh((old) => new Set([...old, ...begun]));
    // One that cannot be read keeps its row as it was; the next refresh tells.
    for (const { id } of shown) get(`/alerts/${id}`).then((alert) => alerts.patch(id, alert), () => {});
  }, { settle: 1000 });
  return [[...fresh].filter((id) => !alerts.items.some((row) => row.id === id)).length, show];
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
