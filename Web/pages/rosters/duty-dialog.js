// One duty: looked at, changed, ended earlier, or removed before it begins.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { AreaPicker, DateTimeField, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

export function DutyDialog({ duty, isMine, onClose, onDone }) {
  const isOver = Date.parse(duty.endsAt) <= Date.now();
  const mayChange = can("command.manage") && isMine && !isOver;
  return html`<${Dialog} open title=${duty.unitName} onClose=${onClose}>${mayChange ? html`<${DutyForm} duty=${duty} onClose=${onClose} onDone=${onDone} />` : html`<${DutyFacts} duty=${duty} isOver=${isOver} />`}<//>`;
}

const DutyFacts = ({ duty, isOver }) => html`<${Facts} items=${[
  [t("rosters.begins"), html`<${Time} at=${duty.beginsAt} />`], [t("rosters.ends"), html`<${Time} at=${duty.endsAt} />`],
  [t("rosters.place"), say(duty.placeName) || t("rosters.anywhere")], [t("rosters.note"), duty.note],
]} />${isOver && html`<p class="faint duty-over">${t("rosters.isOver")}</p>`}`;

function DutyForm({ duty, onClose, onDone }) {
  const hasBegun = Date.parse(duty.beginsAt) <= Date.now();
  const form = useForm({
    guard: false, initial: { beginsAt: duty.beginsAt, endsAt: duty.endsAt, place: duty.place, note: duty.note },
    check: ({ beginsAt, endsAt }) => ({ beginsAt: beginsAt ? null : t("form.required"), endsAt: endsAt ? null : t("form.required") }),
    submit: (values, { key }) => send("PUT", `/command/duties/${duty.id}`, { ...values, place: values.place || undefined, note: values.note.trim() }, { key, version: duty.version }),
    done: () => {
      toast(t("rosters.saved"));
      onDone();
    },
  });
  return html`<${Form} form=${form} label=${t("rosters.duty")}>
    ${hasBegun && html`<p class="form-note"><${Icon} name="info" /> ${t("rosters.begun")}</p>`}
    <div class="duty-times"><${DateTimeField} form=${form} name="beginsAt" label=${t("rosters.begins")} disabled=${hasBegun} required /><${DateTimeField} form=${form} name="endsAt" label=${t("rosters.ends")} required /></div>
    <${AreaPicker} form=${form} name="place" label=${t("rosters.place")} hint=${t("rosters.placeHint")} optional />
    <${TextField} form=${form} name="note" label=${t("rosters.note")} max=${60} optional />
    <${FormActions} form=${form} onCancel=${onClose}>${!hasBegun && html`<button type="button" class="btn btn-danger" onClick=${() => remove(duty, onDone)}>${t("rosters.remove")}</button>`}<//><//>`;
}

async function remove(duty, onDone) {
  if (!(await confirm({ title: t("rosters.removeAsk", { unit: duty.unitName }), text: t("rosters.removeText"), action: t("rosters.remove"), danger: true }))) return;
  try {
    await send("DELETE", `/command/duties/${duty.id}`);
    toast(t("rosters.removed"));
    onDone();
  } catch (error) {
    toastError(error);
  }
}
