// What was done and said, line by line; lines are only added.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { fullTime, time } from "../../kit/format.js";
import { Form, FormErrors, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { deviceStore, useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { logIcon, logKindChoices, logKindName } from "./words.js";

const order = deviceStore("incidentLog", "newest", (value) => ["newest", "oldest"].includes(value));

export function Log({ data }) {
  const { log, mayLead } = data.file;
  const [kind, setKind] = useState("");
  const way = useStore(order);
  const lines = log.map((line, index) => ({ ...line, index })).filter((line) => !kind || line.kind === kind);
  return html`<div class="log">${mayLead && html`<${LineForm} data=${data} />`}
    <div class="log-tools"><label><span class="visually-hidden">${t("incidentLog.filter")}</span><select class="form-select form-select-sm" value=${kind} onChange=${(event) => setKind(event.target.value)}>
        <option value="">${t("incidentLog.all")}</option>${logKindChoices().map(({ value, label }) => html`<option key=${value} value=${value} selected=${value === kind}>${label}</option>`)}</select></label>
      <button type="button" class="btn btn-sm" aria-pressed=${String(way === "newest")} onClick=${() => order.set(way === "newest" ? "oldest" : "newest")}><${Icon} name="sort" /> ${t("incidentLog.newest")}</button></div>
    <${Lines} lines=${way === "newest" ? lines.reverse() : lines} isScrolled /></div>`;
}

export function Lines({ lines, isScrolled }) {
  if (lines.length === 0) return html`<p class="faint">${t("incidentLog.none")}</p>`;
  return html`<ol class=${`plain log-lines ${isScrolled ? "is-scrolled" : ""}`} aria-label=${t("incidentLog.title")} tabindex=${isScrolled ? 0 : undefined}>${lines.map((line) => html`<li key=${line.index} class=${`log-${line.kind}`}>
    <span class="log-icon" title=${logKindName(line.kind)}><${Icon} name=${logIcon(line.kind)} /><span class="visually-hidden">${logKindName(line.kind)}</span></span>
    <p class="log-words" lang="zh-CN">${line.words}</p>
    <span class="log-foot"><time datetime=${line.at} title=${fullTime(line.at)}>${time(line.at)}</time> <span lang="zh-CN">${line.byName}</span></span></li>`)}</ol>`;
}

function LineForm({ data }) {
  const form = useForm({
    initial: { note: "" }, draft: `incident-log-${data.file.incident.id}`, check: ({ note }) => ({ note: note.trim() ? null : t("form.required") }),
    submit: ({ note }, { key }) => send("POST", `/command/incidents/${data.file.incident.id}/log`, { note: note.trim() }, { key }),
    done: ({ value }) => {
      form.reset({ note: "" });
      data.take(value);
    },
  });
  return html`<${Form} form=${form} label=${t("incidentLog.add")}><div class="log-add"><${TextField} form=${form} name="note" label=${t("incidentLog.add")} max=${1000} />
    <button type="submit" class="btn" disabled=${form.busy}>${t("incidentLog.addDo")}</button></div><${FormErrors} form=${form} /><//>`;
}
