// Periods whose figures were taken down: open to objections, frozen, published.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { DateTimeField, Form, FormActions, useForm } from "../../kit/form.js";
import { addDays, cityOffset, day, number, Time, today } from "../../kit/format.js";
import { useList } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { DataTable } from "../../kit/table.js";
import { add, say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { isOver, periodAt, periodName, periodOf, stepped } from "./period.js";
import { PeriodPicker } from "./period-picker.js";
import common from "../../texts/evaluation.js";
import texts from "../../texts/evaluation-periods.js";

add(common);
add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function PeriodsPage() {
  const periods = useList("/evaluation/periods");
  const [isOpening, setOpening] = useState(false);
  return html`<${Page} title=${t("evaluation.periods.title")} count=${periods.count} note=${t("evaluation.periods.note")}
      actions=${can("evaluation.review") && html`<button type="button" class="btn btn-primary" onClick=${() => setOpening(true)}>${t("evaluation.periods.open")}</button>`}>
    <${DataTable} name="evaluation-periods" caption=${t("evaluation.periods.title")} columns=${columns()} list=${periods} href=${(row) => `/evaluation/periods/${row.id}`}
      empty=${{ icon: "calendar", title: t("evaluation.periods.none"), text: t("evaluation.periods.noneHint") }} />
    ${isOpening && html`<${OpenDialog} onClose=${() => setOpening(false)} />`}
  <//>`;
}

const columns = () => [
  { key: "code", title: t("evaluation.period"), phone: "title", cell: (row) => periodName(row.code) },
  { key: "state", title: t("evaluation.state"), width: 150, cell: (row) => html`<span class="tag">${say(row.stateName)}</span>` },
  { key: "days", title: t("evaluation.days"), width: 260, cell: (row) => t("evaluation.fromTo", { from: day(row.firstDay), to: day(row.lastDay) }) },
  { key: "until", title: t("evaluation.objectionsUntil"), width: 160, cell: (row) => row.objectionsUntil && html`<${Time} at=${row.objectionsUntil} />` },
  { key: "edition", title: t("evaluation.edition"), width: 90, align: "end", cell: (row) => number(row.edition) },
  { key: "undecided", title: t("evaluation.undecided"), width: 130, align: "end", cell: (row) => number(row.undecided) },
];

function OpenDialog({ onClose }) {
  const form = useForm({
    initial: { period: stepped(periodAt("month", today()), -1).code, objectionsUntil: `${addDays(today(), 7)}T18:00:00${cityOffset()}` },
    check: ({ period }) => ({ period: isOver(periodOf(period)) ? null : t("evaluation.periods.notOver") }),
    submit: (values, { key }) => send("POST", "/evaluation/periods", values, { key }),
    done: ({ value }) => {
      toast(t("evaluation.periods.opened", { period: periodName(value.code) }));
      go(`/evaluation/periods/${value.id}`);
    },
    guard: false,
  });
  return html`<${Dialog} open=${true} title=${t("evaluation.periods.open")} onClose=${onClose}>
    <p>${t("evaluation.periods.openHint")}</p>
    <${Form} form=${form}>
      <div class="field" data-field="period"><${PeriodPicker} code=${form.values.period} onCode=${(code) => form.set("period", code)} />
        ${form.errors.period && html`<p class="field-error" role="alert">${form.errors.period}</p>`}</div>
      <${DateTimeField} form=${form} name="objectionsUntil" label=${t("evaluation.objectionsUntil")} hint=${t("evaluation.periods.untilHint")} />
      <${FormActions} form=${form} label=${t("evaluation.periods.open")} onCancel=${onClose} />
    <//><//>`;
}
