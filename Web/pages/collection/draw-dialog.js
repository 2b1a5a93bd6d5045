// Draws reports of some days by lot; how many, the contract says unless somebody does.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { DateField, Form, FormActions, NumberField, useForm } from "../../kit/form.js";
import { number } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { daysOf } from "./month.js";

const isWhole = (value) => value === undefined || Number.isInteger(value);

export function DrawDialog({ lot, month, onClose, onDone }) {
  const days = daysOf(lot, month);
  const form = useForm({
    initial: { from: days.first, to: days.last, count: undefined }, guard: false,
    check: (values) => ({ from: values.from ? null : t("form.required"), to: values.to ? null : t("form.required"), count: isWhole(values.count) ? null : t("collection.wholeNumber") }),
    submit: (values, { key }) => send("POST", `/collection/lots/${lot.id}/draws`, values, { key }),
    done: ({ value }) => {
      toast(t("collection.drawn", { drawn: number(value.drawn), population: number(value.population) }));
      onClose();
      onDone();
    },
  });
  const hint = t("collection.countHint", { percent: lot.terms.samplePercent, least: lot.terms.sampleMin });
  return html`<${Dialog} open=${true} title=${t("collection.draw")} onClose=${onClose}>
    <p>${t("collection.drawHint")}</p>
    <${Form} form=${form}>
      <div class="row-2"><${DateField} form=${form} name="from" label=${t("collection.from")} min=${days.first} latest=${days.last} required />
        <${DateField} form=${form} name="to" label=${t("collection.to")} min=${days.first} latest=${days.last} required /></div>
      <${NumberField} form=${form} name="count" label=${t("collection.count")} hint=${hint} optional />
      <${FormActions} form=${form} label=${t("collection.draw")} onCancel=${onClose} />
    <//><//>`;
}
