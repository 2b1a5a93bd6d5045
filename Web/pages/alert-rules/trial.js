// What a rule would have brought about, over ways that were driven: a count and a table, before it is switched on.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { number, time, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { ErrorState } from "../../kit/states.js";
import { DataTable } from "../../kit/table.js";
import { t } from "../../kit/texts.js";
import { lasting } from "../alerts/words.js";

const hour = 3600e3;
const periods = { yesterday: "alertTrial.yesterday", day: "alertTrial.day", week: "alertTrial.week" };
const hours = { day: 24, week: 168 };
const bodyOf = (period) => (hours[period] ? { from: new Date(Date.now() - hours[period] * hour).toISOString(), to: new Date().toISOString() } : {});

export function Trial({ rule }) {
  const [period, setPeriod] = useState("yesterday");
  const [state, setState] = useState({ busy: false, result: null, error: null, version: null });
  const run = async () => {
    setState((old) => ({ ...old, busy: true, error: null }));
    try {
      const { value } = await send("POST", `/alert-rules/${rule.id}/simulation`, bodyOf(period));
      setState({ busy: false, result: value, error: null, version: JSON.stringify(rule.conditions) });
    } catch (error) {
      setState((old) => ({ ...old, busy: false, error }));
    }
  };
  return html`<${Card} title=${t("alertTrial.title")}><p class="page-note">${t("alertTrial.note")}</p>
    <div class="trial-bar"><label>${t("alertTrial.period")} <select class="form-select" value=${period} disabled=${state.busy} onChange=${(event) => setPeriod(event.target.value)}>
        ${Object.entries(periods).map(([value, key]) => html`<option key=${value} value=${value} selected=${value === period}>${t(key)}</option>`)}</select></label>
      <button type="button" class="btn" disabled=${state.busy} onClick=${run}><${Icon} name="history" /> ${t(state.busy ? "alertTrial.running" : "alertTrial.run")}</button></div>
    <div role="status">${state.result && html`<${Result} result=${state.result} isOld=${state.version !== JSON.stringify(rule.conditions)} />`}</div>
    ${state.error && html`<${ErrorState} error=${state.error} onRetry=${run} />`}
    ${state.result && html`<${DataTable} name="alert-trial" caption=${t("alertTrial.list")} columns=${columns()} rows=${rowsOf(state.result)} rowKey="key" href=${hrefOf}
      empty=${{ icon: "check", title: t("alertTrial.none"), text: t("alertTrial.noneHint") }} />`}<//>`;
}

function Result({ result, isOld }) {
  const basis = t("alertTrial.basis", { from: time(result.from), to: time(result.to), devices: number(result.devices), positions: number(result.positions) });
  return html`<p class="trial-result"><b>${t("alertTrial.result", { alerts: number(result.alerts) })}</b><span class="faint">${basis}</span>
    ${result.found.length < result.alerts && html`<span class="faint">${t("alertTrial.first", { count: number(result.found.length) })}</span>`}
    ${isOld && html`<span>${t("alertTrial.outdated")}</span>`}</p>`;
}

const rowsOf = ({ found, to }) => found.map((each) => ({ ...each, key: `${each.device} ${each.beganAt}`, to }));

// The way of the device around the moment.
const hrefOf = (row) => `/devices/${row.device}?${new URLSearchParams({ from: new Date(Date.parse(row.beganAt) - hour / 6).toISOString(), to: new Date(Date.parse(row.endedAt ?? row.beganAt) + hour / 6).toISOString() })}`;

const columns = () => [
  { key: "device", title: t("alerts.device"), phone: "title", cell: (row) => row.deviceName, text: (row) => row.deviceName },
  { key: "began", title: t("alerts.began"), cell: (row) => html`<${Time} at=${row.beganAt} />` },
  { key: "lasting", title: t("alerts.lasting"), align: "end", cell: (row) => lasting({ ...row, endedAt: row.endedAt ?? row.to }) },
  { key: "times", title: t("alerts.times"), align: "end", cell: (row) => number(row.times) },
];
