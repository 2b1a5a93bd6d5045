// The steps of a month to payment: issued, open to objections, approved.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { DateTimeField, Form, FormActions, useForm } from "../../kit/form.js";
import { addDays, cityOffset, today } from "../../kit/format.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { monthName } from "./month.js";
import { yuan } from "./numbers.js";

export function Steps({ statement, lot, month, onChanged }) {
  const [isIssuing, setIssuing] = useState(false);
  const approve = async () => {
    const sums = { month: monthName(month), pay: yuan(statement.payFen), who: lot.name };
    if (!(await confirm({ title: t("collection.approve"), text: t("collection.approveText", sums), action: t("collection.approve") }))) return;
    try {
      await send("POST", `/collection/statements/${statement.id}/approve`, {}, { version: statement.version });
      toast(t("collection.approvedNow"));
    } catch (error) {
      toastError(error);
    }
    onChanged();
  };
  return html`${statement.may.includes("issue") && html`<button type="button" class="btn btn-primary" onClick=${() => setIssuing(true)}>${t("collection.issue")}</button>`}
    ${statement.may.includes("approve") && html`<button type="button" class="btn btn-primary" onClick=${approve}>${t("collection.approve")}</button>`}
    ${isIssuing && html`<${IssueDialog} statement=${statement} lot=${lot} month=${month} onClose=${() => setIssuing(false)} onDone=${onChanged} />`}`;
}

const daysToObject = 7;

function IssueDialog({ statement, lot, month, onClose, onDone }) {
  const form = useForm({
    initial: { objectionsUntil: `${addDays(today(), daysToObject)}T18:00:00${cityOffset()}` }, guard: false,
    check: (values) => ({ objectionsUntil: values.objectionsUntil ? null : t("form.required") }),
    submit: (values, { key }) => send("POST", `/collection/lots/${lot.id}/months/${month}/issue`, values, { key }),
    done: () => {
      toast(t("collection.issued", { month: monthName(month) }));
      onClose();
      onDone();
    },
  });
  return html`<${Dialog} open=${true} title=${t("collection.issue")} onClose=${onClose}>
    <p>${t("collection.issueText", { month: monthName(month), pay: yuan(statement.payFen) })}</p>
    <${Form} form=${form}>
      <${DateTimeField} form=${form} name="objectionsUntil" label=${t("collection.until")} hint=${t("collection.untilHint")} required />
      <${FormActions} form=${form} label=${t("collection.issue")} onCancel=${onClose} />
    <//><//>`;
}
