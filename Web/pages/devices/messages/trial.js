// A message on trial: what would be read of it by the mapping as it stands in the form.
import { html, useState } from "../../../kit/html.js";
import { send, url } from "../../../kit/api.js";
import { Form, FormErrors, TextArea, TextField, useForm } from "../../../kit/form.js";
import { coordinates, number, Time } from "../../../kit/format.js";
import { Icon } from "../../../kit/icons.js";
import { Card } from "../../../kit/page.js";
import { DataTable } from "../../../kit/table.js";
import { t } from "../../../kit/texts.js";
import { PlaceMap } from "../../dispatch/place-map.js";
import { speedWords } from "../words.js";
import { bodyOf, checkPaths } from "./words.js";

/** Where the form shows what the reader of messages found wrong. */
function homeOf(fields) {
  const home = { json: "message", list: "fields.list", ident: "fields.ident", lng: "fields.lng", time: "fields.time" };
  return Object.fromEntries(Object.entries(fields).map(([field, words]) => [home[field] ?? field.replace(/^mapping\./, ""), words]));
}

const mappingOf = (values) => {
  const body = bodyOf(values);
  // A trial needs neither, and the API asks for both.
  return { ...body, name: body.name || "-", topic: body.topic || "#" };
};
const markOf = (values, trial) => JSON.stringify([mappingOf(values), trial]);

async function read(values, { trialTopic, message }, onErrors) {
  onErrors({});
  try {
    const { value } = await send("POST", "/message-mappings/trial", { topic: trialTopic.trim(), message, mapping: mappingOf(values) });
    return value;
  } catch (error) {
    if (error.fieldWordings) error.fieldWordings = homeOf(error.fieldWordings);
    onErrors(error.fields ?? {});
    throw error;
  }
}

/** What keeps a message from being read at all; paths that are missing are told at their fields too. */
function checkTrial({ message }, { fields }, onErrors) {
  const missing = Object.entries(checkPaths(fields)).filter(([, words]) => words);
  if (missing.length) onErrors(Object.fromEntries(missing));
  return { message: message.trim() ? null : t("form.required"), mapping: missing.length ? t("mapping.pathsMissing") : null };
}

export function Trial({ values, onErrors }) {
  const [result, setResult] = useState(null);
  const form = useForm({
    initial: { trialTopic: "", message: "" }, guard: false, check: (trial) => checkTrial(trial, values, onErrors),
    submit: (trial) => {
      setResult(null);
      return read(values, trial, onErrors);
    },
    done: (value, trial) => setResult({ ...value, mark: markOf(values, trial) }),
  });
  return html`<${Card} title=${t("mapping.trial")}><p class="field-hint">${t("mapping.trialNote")}</p>
    <${Form} form=${form} label=${t("mapping.trial")}><div class="mapping-trial">
      <${TextField} form=${form} name="trialTopic" label=${t("mapping.trialTopic")} max=${200} placeholder="devices/bin-7/up" code />
      <${TextArea} form=${form} name="message" label=${t("mapping.trialMessage")} rows=${8} required />
      <${FormErrors} form=${form} />
      <button type="submit" class="btn" disabled=${form.busy}><${Icon} name="scan" /> ${t(form.busy ? "mapping.running" : "mapping.run")}</button></div><//>
    <div role="status">${result && html`<${Told} result=${result} isOld=${result.mark !== markOf(values, form.values)} />`}</div>
    ${result && html`<${Found} items=${result.items} />`}<//>`;
}

function Told({ result, isOld }) {
  return html`<p class="form-note"><${Icon} name=${result.isMatching ? "check" : "warn"} /> <span>${t(result.isMatching ? "mapping.matches" : "mapping.matchesNot", { count: number(result.items.length) })}</span>
    ${isOld && html`<b>${t("mapping.outdated")}</b>`}</p>`;
}

function Found({ items }) {
  const rows = items.map((item, index) => ({ ...item, index }));
  const places = rows.map(({ ident, index, position }) => ({ id: String(index), name: ident, icon: "pin", lng: position.lng, lat: position.lat }));
  return html`<${DataTable} name="mapping-trial" caption=${t("mapping.found")} columns=${columns()} rows=${rows} rowKey="index"
      empty=${{ icon: "scan", title: t("mapping.nothingFound"), text: t("mapping.nothingFoundHint") }} />
    ${places.length > 0 && html`<${PlaceMap} label=${t("mapping.map")} others=${places} />`}`;
}

const formFor = (ident) => url("/devices/new", { door: "mqtt", ident }).replace("/api/v1", "");

function Device({ row }) {
  if (row.device) return html`<${Icon} name="check" size=${14} /> ${row.device}`;
  return html`<span class="mapping-bad"><${Icon} name="warn" size=${12} /> ${t("mapping.unknown")}</span> <a class="btn btn-sm" href=${formFor(row.ident)}>${t("mapping.addDevice", { ident: row.ident })}</a>`;
}

const columns = () => [
  { key: "ident", title: t("mapping.ident"), phone: "title", cell: (row) => html`<span class="code">${row.ident}</span>` },
  { key: "device", title: t("mapping.device"), wrap: true, cell: (row) => html`<${Device} row=${row} />` },
  { key: "at", title: t("mapping.time"), cell: ({ position }) => html`<${Time} at=${position.at} />` },
  { key: "speed", title: t("mapping.speed"), align: "end", cell: ({ position }) => speedWords(position.speedKPH) },
  { key: "place", title: t("mapping.place"), cell: ({ position }) => html`<span class="code">${coordinates(position.lng, position.lat)}</span>` },
];
