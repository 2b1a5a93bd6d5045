// What a day is, and making it something else; several days in a row at once, with a way back.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { DateField, Form, FormActions, RadioGroup, TextField, useForm } from "../../kit/form.js";
import { day } from "../../kit/format.js";
import { Facts } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { daysBetween, isoWeekday, kindOf } from "./calendar-days.js";

const kindNames = { work: "calendar.work", off: "calendar.off", holiday: "calendar.holiday", makeUp: "calendar.makeUp" };

export function DayDialog({ date, calendar, mayEdit, onClose, onChanged, onRefresh }) {
  const facts = kindOf(calendar)(date);
  const info = html`<${Facts} items=${[[t("calendar.kind"), t(kindNames[facts.kind])], facts.name && [t("calendar.name"), say(facts.name)], facts.isWork && [t("calendar.windows"), calendar.windows.join("  ")]]} />`;
  return html`<${Dialog} open=${true} title=${day(date)} onClose=${onClose}>
    ${mayEdit ? html`<${Edit} date=${date} calendar=${calendar} facts=${facts} onClose=${onClose} onChanged=${onChanged} onRefresh=${onRefresh} />` : info}<//>`;
}

function Edit({ date, calendar, facts, onClose, onChanged, onRefresh }) {
  const ordinary = t(calendar.weekdays.includes(isoWeekday(date)) ? "calendar.work" : "calendar.off");
  const form = useForm({
    initial: { kind: facts.exception?.kind ?? "follow", zh: facts.name?.zh ?? "", en: facts.name?.en ?? "", until: date },
    guard: false,
    submit: ({ kind, zh, en, until }) => {
      const name = zh.trim() ? { zh: zh.trim(), en: en.trim() || zh.trim() } : undefined;
      return write(daysBetween(date, until && until > date ? until : date), () => (kind === "follow" ? null : { kind, name }), calendar);
    },
    done: ({ value, count, error }) => {
      onClose();
      if (value) onChanged(value);
      if (error) {
        toast(t("calendar.partly", { count, message: error.message }), { tone: "error" });
        return onRefresh();
      }
      return toast(t("calendar.saved", { count }), { undo: () => undo(value, calendar, onChanged) });
    },
  });
  const isFollowing = form.values.kind === "follow";
  return html`<${Form} form=${form} label=${day(date)}>
    <${RadioGroup} form=${form} name="kind" label=${t("calendar.kind")} options=${[
      { value: "follow", label: t("calendar.follow", { kind: ordinary }) },
      { value: "off", label: t("calendar.holiday") },
      { value: "work", label: t("calendar.makeUp") }]} />
    ${!isFollowing && html`<${TextField} form=${form} name="zh" label=${t("calendar.name")} hint=${t("calendar.nameHint")} optional max=${40} />
      <${TextField} form=${form} name="en" label=${t("calendar.englishName")} optional max=${40} />`}
    <${DateField} form=${form} name="until" label=${t("calendar.until")} hint=${t("calendar.untilHint")} min=${date} latest=${`${calendar.year}-12-31`} />
    <${FormActions} form=${form} onCancel=${onClose} /><//>`;
}

/** One write after the other, each with the version that the one before it gave. What failed first is told. */
async function write(dates, wanted, calendar) {
  let { version } = calendar;
  let value = null;
  let count = 0;
  for (const date of dates) {
    const body = wanted(date);
    try {
      const answer = await send(body ? "PUT" : "DELETE", `/calendar/days/${date}`, body, { version });
      value = answer.value;
      version = value.version;
    } catch (error) {
      // A day that follows the week already has nothing to be taken away.
      if (!body && error.notFound) { count += 1; continue; }
      if (count === 0) throw error;
      return { value, count, error };
    }
    count += 1;
  }
  return { value: value ?? calendar, count };
}

async function undo(after, before, onChanged) {
  const was = new Map(before.days.map((each) => [each.date, each]));
  const is = new Map(after.days.map((each) => [each.date, each]));
  const differs = (date) => JSON.stringify(was.get(date)) !== JSON.stringify(is.get(date));
  const dates = [...new Set([...was.keys(), ...is.keys()])].filter(differs).sort();
  try {
    const { value, error } = await write(dates, (date) => (was.has(date) ? { kind: was.get(date).kind, name: was.get(date).name } : null), after);
    onChanged(value);
    if (error) throw error;
    toast(t("calendar.undone"));
  } catch (error) {
    toastError(error);
  }
}
