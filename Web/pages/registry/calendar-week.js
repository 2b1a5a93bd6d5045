// The ordinary week: which days are worked, and when.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Field, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Card, Facts } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { hoursOf, weekdayNames } from "./calendar-days.js";

export function Week({ calendar, mayEdit, onSaved }) {
  const [isEditing, setEditing] = useState(false);
  const names = weekdayNames("short");
  return html`<${Card} title=${t("calendar.week")} actions=${mayEdit && html`<button type="button" class="btn btn-sm" onClick=${() => setEditing(true)}><${Icon} name="edit" /> ${t("calendar.editWeek")}</button>`}>
    <${Facts} items=${[
      [t("calendar.weekdays"), calendar.weekdays.map((each) => names[each - 1]).join(" ")],
      [t("calendar.windows"), html`${calendar.windows.map((window) => html`<div key=${window}>${window}</div>`)}<span class="faint">${t("calendar.hoursADay", { hours: number(hoursOf(calendar.windows)) })}</span>`],
    ]} />
    ${isEditing && html`<${Edit} calendar=${calendar} onClose=${() => setEditing(false)} onSaved=${() => { setEditing(false); toast(t("calendar.weekSaved")); onSaved(); }} onReload=${onSaved} />`}<//>`;
}

function Edit({ calendar, onClose, onSaved, onReload }) {
  const form = useForm({
    initial: { weekdays: calendar.weekdays, windows: calendar.windows.map((window) => ({ start: window.split("-")[0], end: window.split("-")[1] })) },
    reload: onReload,
    submit: ({ weekdays, windows }, { key }) => send("PUT", "/calendar/windows", {
      weekdays: [...weekdays].sort(), windows: windows.map(({ start, end }) => `${start.trim()}-${end.trim()}`),
    }, { version: calendar.version, key }),
    done: onSaved,
  });
  const { weekdays, windows } = form.values;
  const toggle = (weekday) => form.set("weekdays", weekdays.includes(weekday) ? weekdays.filter((each) => each !== weekday) : [...weekdays, weekday]);
  return html`<${Dialog} open=${true} title=${t("calendar.editWeekTitle")} onClose=${onClose}><${Form} form=${form} label=${t("calendar.editWeekTitle")}>
    <${Field} group name="weekdays" label=${t("calendar.weekdays")} required error=${form.errors.weekdays}><div class="choices">${weekdayNames("short").map((name, index) => html`<label class="choice" key=${index}>
      <input type="checkbox" checked=${weekdays.includes(index + 1)} onChange=${() => toggle(index + 1)} /><span>${name}</span></label>`)}</div><//>
    <${Field} group name="windows" label=${t("calendar.windows")} hint=${t("calendar.clockHint")} error=${form.errors.windows}>
      ${windows.map((_, index) => html`<div key=${index} class="window-row" role="group" aria-label=${t("calendar.windowNumber", { number: index + 1 })}>
        <${TextField} form=${form} name=${`windows.${index}.start`} label=${t("calendar.start")} code max=${5} inputmode="numeric" />
        <${TextField} form=${form} name=${`windows.${index}.end`} label=${t("calendar.end")} code max=${5} inputmode="numeric" />
        ${windows.length > 1 && html`<button type="button" class="icon-button" aria-label=${t("calendar.dropWindow", { number: index + 1 })} onClick=${() => form.set("windows", windows.filter((__, at) => at !== index))}><${Icon} name="close" /></button>`}
        ${form.errors[`windows.${index}`] && html`<p class="field-error">${form.errors[`windows.${index}`]}</p>`}</div>`)}
      <button type="button" class="btn btn-sm" onClick=${() => form.set("windows", [...windows, { start: "", end: "" }])}><${Icon} name="plus" /> ${t("calendar.addWindow")}</button><//>
    <p class="field-hint">${t("calendar.weekWarning")}</p>
    <${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}
