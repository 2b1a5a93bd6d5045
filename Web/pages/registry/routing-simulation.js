// What a draft would have done with past cases, as figures and tables.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { DateField } from "../../kit/form.js";
import { addDays, cityDayStart, number, percent, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { can } from "../../kit/session.js";
import { Empty } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";

const usualDays = 90;

export function Simulation({ set, isDirty, onSimulated }) {
  const [period, setPeriod] = useState(() => ({ from: addDays(today(), -usualDays), to: today() }));
  const [state, setState] = useState({ busy: false, result: null, error: null, version: null });
  const run = async () => {
    setState((old) => ({ ...old, busy: true, error: null }));
    try {
      const body = { ...(period.from ? { from: cityDayStart(period.from) } : {}), ...(period.to && period.to < today() ? { to: cityDayStart(addDays(period.to, 1)) } : {}) };
      const { value } = await send("POST", `/routing/rule-sets/${set.id}/simulation`, body);
      setState({ busy: false, result: value, error: null, version: set.version });
      onSimulated();
    } catch (error) {
      setState({ busy: false, result: null, error, version: null });
    }
  };
  const result = state.version === set.version ? state.result : null;
  return html`<p class="faint">${t("simulation.text")}</p>
    <div class="simulation-form"><${DateField} label=${t("simulation.from")} value=${period.from} latest=${period.to} onValue=${(from) => setPeriod((old) => ({ ...old, from }))} />
      <${DateField} label=${t("simulation.to")} value=${period.to} min=${period.from} latest=${today()} onValue=${(to) => setPeriod((old) => ({ ...old, to }))} />
      <button type="button" class="btn" disabled=${state.busy || isDirty} onClick=${run}><${Icon} name="rules" /> ${state.busy ? t("simulation.running") : t("simulation.run")}</button>
      ${isDirty && html`<span class="faint">${t("simulation.saveFirst")}</span>`}</div>
    <div role="status" data-test="simulation">${state.error && html`<p class="field-error">${state.error.message}</p>`}${result && html`<${Result} result=${result} />`}</div>`;
}

function Result({ result }) {
  if (result.cases === 0) return html`<${Empty} icon="calendar" title=${t("simulation.noCases")} />`;
  const { agreement } = result;
  return html`<p class="chart-words">${t("simulation.words", { cases: number(result.cases), changed: number(result.changed), same: number(result.same), unmatched: number(result.unmatched) })}
      ${result.nowUnmatched > 0 && html` <b>${t("simulation.lost", { count: number(result.nowUnmatched) })}</b>`} ${result.cut && t("simulation.cut")}</p>
    <div class="figures"><${Figure} value=${number(result.cases)} name=${t("simulation.cases")} /><${Figure} value=${number(result.changed)} name=${t("simulation.changed")} /><${Figure} value=${number(result.unmatched)} name=${t("simulation.unmatched")} />
      ${agreement.share !== undefined && html`<${Figure} value=${percent(agreement.share, 1)} name=${t("simulation.agreement")} note=${t("simulation.agreementBefore", { share: percent(agreement.shareBefore, 1) })} />`}</div>
    <div class="grid-2"><${ByOrganisation} rows=${result.perOrganisation} /><${ByRule} rows=${result.perRule} /></div>
    <${Examples} rows=${result.examples} />`;
}

const Figure = ({ value, name, note }) => html`<div class="figure"><span class="figure-value">${value}</span><span class="figure-name">${name}${note && html`<br /><span class="faint">${note}</span>`}</span></div>`;

function Table({ title, heads, children }) {
  return html`<section><h3 class="drawer-part">${title}</h3><div class="table-frame simulation-table" tabindex="0" role="region" aria-label=${title}><table class="data"><caption class="visually-hidden">${title}</caption>
    <thead><tr>${heads.map(([name, align]) => html`<th key=${name} scope="col" class=${align ?? ""}>${name}</th>`)}</tr></thead><tbody>${children}</tbody></table></div></section>`;
}

const Cell = ({ title, end, head, wrap, children }) => html`<td class=${`${end ? "end" : ""} ${wrap ? "wrap" : ""}`} data-title=${title} data-phone=${head ? "title" : "line"}>${children}</td>`;

function ByOrganisation({ rows }) {
  const heads = [[t("simulation.organisation")], [t("simulation.before"), "end"], [t("simulation.after"), "end"], [t("simulation.difference"), "end"]];
  return html`<${Table} title=${t("simulation.byOrganisation")} heads=${heads}>${byChange(rows).map((row) => html`<tr key=${row.organisation}>
    <${Cell} head title=${heads[0][0]}>${say(row.name)}<//><${Cell} end title=${heads[1][0]}>${number(row.before)}<//><${Cell} end title=${heads[2][0]}>${number(row.after)}<//>
    <${Cell} end title=${heads[3][0]}>${signed(row.after - row.before)}<//></tr>`)}<//>`;
}

// What would change stands first; the eye looks for it.
const byChange = (rows) => [...rows].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || b.after - a.after);

const signed = (value) => (value === 0 ? html`<span class="faint">0</span>` : html`<b>${value > 0 ? "+" : "−"}${number(Math.abs(value))}</b>`);

function ByRule({ rows }) {
  const heads = [[t("simulation.rule")], [t("simulation.hits"), "end"]];
  return html`<${Table} title=${t("simulation.byRule")} heads=${heads}>${rows.map((row) => html`<tr key=${row.rule}><${Cell} head title=${heads[0][0]}>${row.rule}<//>
    <${Cell} end title=${heads[1][0]}>${row.hits > 0 ? number(row.hits) : html`<span class="tag">${t("simulation.never")}</span>`}<//></tr>`)}<//>`;
}

function Examples({ rows }) {
  if (rows.length === 0) return html`<p class="faint">${t("simulation.noExamples")}</p>`;
  const heads = [[t("simulation.case")], [t("simulation.class")], [t("simulation.before")], [t("simulation.after")], [t("simulation.rule")]];
  const named = (thing) => (thing ? say(thing.name) : html`<span class="faint">${t("simulation.nobody")}</span>`);
  return html`<${Table} title=${t("simulation.examples")} heads=${heads}>${rows.map((row) => html`<tr key=${row.id}>
    <${Cell} head title=${heads[0][0]}>${can("case.read") ? html`<a href=${`/cases/${row.number}`}>${row.number}</a>` : row.number}<//><${Cell} title=${heads[1][0]}>${row.smallClass ? say(row.smallClass.name) : "—"}<//>
    <${Cell} title=${heads[2][0]}>${named(row.before)}<//><${Cell} title=${heads[3][0]}>${named(row.after)}<//><${Cell} title=${heads[4][0]}>${row.rule ?? "—"}<//></tr>`)}<//>`;
}
