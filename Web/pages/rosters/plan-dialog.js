// Planning duties: units, days, from when to when. A shift that ends before it began ends on the next day.
import { html } from "../../kit/html.js";
import { list, send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { AreaPicker, DateField, Field, Form, FormActions, RadioGroup, SearchSelect, TextField, useForm } from "../../kit/form.js";
import { number } from "../../kit/format.js";
import { say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { Several } from "../dispatch/several.js";

const weekdayNames = ["rosters.monday", "rosters.tuesday", "rosters.wednesday", "rosters.thursday", "rosters.friday", "rosters.saturday", "rosters.sunday"];

const minutesOf = (text) => {
  const [hours, minutes] = (text ?? "").split(":").map(Number);
  return Number.isFinite(hours) && Number.isFinite(minutes) ? hours * 60 + minutes : null;
};

const missing = (value) => (value ? null : t("form.required"));

const check = (values) => ({
  units: values.units.length ? null : t("rosters.unitsMissing"), firstDay: missing(values.firstDay), lastDay: missing(values.lastDay), fromMinute: missing(values.fromMinute), toMinute: missing(values.toMinute),
  weekdays: values.mode === "chosen" && values.weekdays.length === 0 ? t("rosters.daysMissing") : null,
});

const bodyOf = (values) => ({
  units: values.units.map(({ value }) => value), firstDay: values.firstDay, lastDay: values.lastDay, weekdays: values.mode === "chosen" ? values.weekdays : undefined,
  workDaysOnly: values.mode === "work" || undefined, fromMinute: minutesOf(values.fromMinute), toMinute: minutesOf(values.toMinute), place: values.place || undefined, note: values.note.trim() || undefined,
});

export function PlanDialog({ unit, firstDay, lastDay, onClose, onDone }) {
  const form = useForm({
    guard: false, check, initial: { units: unit ? [{ value: unit.id, label: unit.name }] : [], firstDay, lastDay, mode: "every", weekdays: [], fromMinute: "08:00", toMinute: "20:00", place: undefined, note: "" },
    submit: (values, { key }) => send("POST", "/command/duties", bodyOf(values), { key }),
    done: ({ value }) => {
      toast(t("rosters.planned", { count: number(value.items.length) }));
      onDone(value.items);
    },
  });
  const { fromMinute, toMinute, mode } = form.values;
  const [from, to] = [minutesOf(fromMinute), minutesOf(toMinute)];
  const modes = [{ value: "every", label: t("rosters.every") }, { value: "work", label: t("rosters.workDays"), hint: t("rosters.workDaysHint") }, { value: "chosen", label: t("rosters.chosenDays") }];
  return html`<${Dialog} open title=${t("rosters.plan")} onClose=${onClose}><${Form} form=${form} label=${t("rosters.plan")}>
    <${UnitsField} form=${form} />
    <div class="duty-times"><${DateField} form=${form} name="firstDay" label=${t("rosters.firstDay")} required /><${DateField} form=${form} name="lastDay" label=${t("rosters.lastDay")} min=${form.values.firstDay} required /></div>
    <${RadioGroup} form=${form} name="mode" label=${t("rosters.days")} options=${modes} inline />
    ${mode === "chosen" ? html`<${Weekdays} form=${form} />` : form.errors.weekdays && html`<div data-field="weekdays"><p class="field-error" role="alert">${form.errors.weekdays}</p></div>`}
    <div class="duty-times"><${TextField} form=${form} name="fromMinute" type="time" label=${t("rosters.fromTime")} required /><${TextField} form=${form} name="toMinute" type="time" label=${t("rosters.toTime")} required /></div>
    ${from !== null && to !== null && to <= from && html`<p class="field-hint duty-next" role="status">${t("rosters.nextDay", { time: toMinute })}</p>`}
    <${AreaPicker} form=${form} name="place" label=${t("rosters.place")} hint=${t("rosters.placeHint")} optional />
    <${TextField} form=${form} name="note" label=${t("rosters.note")} placeholder=${t("rosters.noteHint")} max=${60} optional />
    <${FormActions} form=${form} label=${t("rosters.plan")} onCancel=${onClose} /><//><//>`;
}

function UnitsField({ form }) {
  const { units } = form.values;
  const search = async (text, signal) => {
    const chosen = new Set(units.map(({ value }) => value));
    const { items } = await list("/command/units", { text, active: true, limit: 50 }, { signal });
    return items.filter(({ id, isMine }) => isMine && !chosen.has(id)).map((each) => ({ value: each.id, label: each.name, detail: say(each.organisationName) }));
  };
  return html`<${Several} form=${form} name="units" label=${t("rosters.units")} drop=${(name) => t("rosters.drop", { name })} picker=${(field) => html`<${SearchSelect} ...${field}
    label=${t("rosters.units")} placeholder=${t("rosters.addUnit")} nothing=${t("rosters.noUnit")} search=${search} required />`} />`;
}

function Weekdays({ form }) {
  const { weekdays } = form.values;
  const flip = (number) => form.set("weekdays", weekdays.includes(number) ? weekdays.filter((each) => each !== number) : [...weekdays, number].sort());
  return html`<${Field} name="weekdays" label=${t("rosters.weekdays")} error=${form.errors.weekdays} group><div class="choices">${weekdayNames.map((key, index) => html`<label class="choice" key=${key}>
    <input type="checkbox" checked=${weekdays.includes(index + 1)} onChange=${() => flip(index + 1)} /><span>${t(key)}</span></label>`)}</div><//>`;
}
