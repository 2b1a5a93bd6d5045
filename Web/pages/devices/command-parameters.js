// Parameters of a terminal: what is asked for, and what is set.
import { html, useRef } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { RadioGroup, SearchSelect, TextField } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { Several } from "../dispatch/several.js";

const most = 50;
const greatest = 0xffffffff;
// Addresses, ports and the way to dial them: 0x0010 to 0x001D. A terminal that is told wrong ones cannot be told anything again.
const firstRisky = 0x10;
const lastRisky = 0x1d;

export const initialParameters = { reading: "all", read: [], parameters: [{ key: 0, value: "" }] };

export const hexOf = (id) => `0x${id.toString(16).toUpperCase().padStart(4, "0")}`;

const units = { s: "command.seconds", ms: "command.unit.ms", m: "command.unit.m", km: "command.unit.km", "km/h": "command.kmh" };
export const unitWords = (unit) => unit.replace(/[a-z/]+$/, (word) => (units[word] ? t(units[word]) : word));

const isRiskyID = (id) => id >= firstRisky && id <= lastRisky;
const riskyOf = ({ parameters }) => parameters.filter(({ id }) => isRiskyID(id));
export const isRisky = (values) => riskyOf(values).length > 0;
/** What is about to be changed, to be checked once more. */
export const riskyWords = (values) => riskyOf(values).map(({ name, value }) => `${say(name)} ${value.trim()}`).join(t("device.comma"));

const useCatalog = () => useLoad(async (signal) => (await get("/terminals/parameters", null, { signal })).parameters);
const optionOf = (entry) => ({ value: entry.id, label: say(entry.name), detail: [hexOf(entry.id), unitWords(entry.unit)].filter(Boolean).join(" · "), entry });

function searchIn(catalog, text, taken) {
  const words = text.toLowerCase();
  const suits = ({ id, name }) => !words || [name.zh, name.en, hexOf(id), String(id)].some((each) => each.toLowerCase().includes(words));
  return catalog.filter((entry) => suits(entry) && !taken.includes(entry.id)).map(optionOf);
}

function Catalog({ children }) {
  const found = useCatalog();
  if (found.error && !found.value) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  return found.value ? children(found.value) : html`<${Loading} rows=${3} />`;
}

/** All parameters, or some that are chosen. */
export function ReadFields({ form }) {
  return html`<${RadioGroup} form=${form} name="reading" label=${t("command.reading")} options=${[{ value: "all", label: t("command.readAll") }, { value: "some", label: t("command.readSome") }]} inline />
    ${form.values.reading === "some" && html`<${Catalog}>${(catalog) => html`<${Several} form=${form} name="read" label=${t("command.readChosen")} drop=${(name) => t("command.dropParameter", { name })}
      picker=${({ key, error, onChoose }) => html`<${SearchSelect} key=${key} label=${t("command.parameter")} hint=${t("command.parameterHint")} search=${async (text) => searchIn(catalog, text, form.values.read.map(({ value }) => value))}
        error=${error} onChoose=${onChoose} required />`} />`}<//>`}`;
}

export function readTrouble({ reading, read }) {
  if (reading === "all") return {};
  return { read: read.length === 0 ? t("command.chooseParameter") : read.length > most ? t("command.tooManyParameters", { most }) : null };
}

export const readBody = ({ reading, read }) => (reading === "all" ? {} : { read: read.map(({ value }) => value) });

/** Rows of a parameter and the value that it is to have. */
export function SetFields({ form }) {
  return html`<${Catalog}>${(catalog) => html`<${Rows} form=${form} catalog=${catalog} />`}<//>`;
}

function Rows({ form, catalog }) {
  const next = useRef(1);
  const root = useRef(null);
  const rows = form.values.parameters;
  const focusLast = () => requestAnimationFrame(() => [...root.current.querySelectorAll("[role=combobox]")].at(-1)?.focus());
  const add = () => {
    form.set("parameters", [...rows, { key: `${Date.now()}-${next.current++}`, value: "" }]);
    focusLast();
  };
  const drop = (key) => {
    form.set("parameters", rows.filter((row) => row.key !== key));
    focusLast();
  };
  return html`<fieldset class="field parameters" data-field="parameters" ref=${root}><legend>${t("command.parameters")}</legend>
    ${rows.map((row, index) => html`<${ParameterRow} key=${row.key} form=${form} index=${index} row=${row} catalog=${catalog} onDrop=${rows.length > 1 && (() => drop(row.key))} />`)}
    ${form.errors.parameters && html`<p class="field-error" role="alert" tabindex="-1" aria-invalid="true"><${Icon} name="error" /> ${form.errors.parameters}</p>`}
    <button type="button" class="btn btn-sm" disabled=${rows.length >= most} onClick=${add}><${Icon} name="plus" /> ${t("command.addParameter")}</button></fieldset>`;
}

function ParameterRow({ form, index, row, catalog, onDrop }) {
  const at = `parameters.${index}`;
  const entry = catalog.find(({ id }) => id === row.id);
  const taken = form.values.parameters.filter((each) => each !== row).map(({ id }) => id);
  const choose = (option) => form.set(at, { key: row.key, id: option?.value, name: option?.entry.name, isNumber: option?.entry.kind === "number", value: option?.value === row.id ? row.value : "" });
  const unit = entry?.unit && html`<span class="unit">${unitWords(entry.unit)}</span>`;
  const name = entry ? say(entry.name) : t("command.parameterNumber", { number: index + 1 });
  return html`<div class="parameter-row" role="group" aria-label=${name}>
    <${SearchSelect} name=${`${at}.id`} label=${t("command.parameter")} value=${row.id} error=${form.errors[`${at}.id`]} onChoose=${choose} search=${async (text) => searchIn(catalog, text, taken)}
      show=${async (id) => say(catalog.find((each) => each.id === id)?.name)} required />
    <${TextField} form=${form} name=${`${at}.value`} label=${t("command.value")} inputmode=${row.isNumber ? "numeric" : undefined} disabled=${!entry} after=${unit} required />
    ${onDrop && html`<button type="button" class="icon-button parameter-drop" aria-label=${t("command.dropParameter", { name })} onClick=${onDrop}><${Icon} name="trash" /></button>`}
    ${isRiskyID(row.id) && html`<p class="parameter-risk"><${Icon} name="warn" /> ${t("command.risky")}</p>`}</div>`;
}

const isNumber = (text) => /^\d{1,10}$/.test(text) && Number(text) <= greatest;

export function parametersTrouble({ parameters }) {
  const errors = {};
  parameters.forEach(({ id, value, isNumber: takesNumber }, index) => {
    const text = value.trim();
    errors[`parameters.${index}.id`] = id === undefined ? t("command.chooseParameter") : null;
    errors[`parameters.${index}.value`] = id === undefined ? null : !text ? t("form.required") : takesNumber && !isNumber(text) ? t("command.wholeNumber") : null;
  });
  return errors;
}

export const setBody = ({ parameters }) => ({ parameters: parameters.map(({ id, value }) => ({ id, value: value.trim() })) });
