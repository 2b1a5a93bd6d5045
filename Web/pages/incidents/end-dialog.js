// An incident ends with a summary. Orders that have not ended hold it up, unless they are cancelled with it.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { number } from "../../kit/format.js";
import { Checkbox, Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

export function EndDialog({ data, onClose }) {
  const { incident, figures, steps } = data.file;
  const open = steps.filter(({ state }) => !["done", "skipped"].includes(state)).map(({ content }) => content.title);
  const form = useForm({
    initial: { summary: "", cancelOrders: false }, guard: false, draft: `incident-end-${incident.id}`, reload: data.refresh,
    check: ({ summary }) => ({ summary: summary.trim() ? null : t("form.required") }),
    submit: ({ summary, cancelOrders }, { key }) => send("POST", `/command/incidents/${incident.id}/end`, { summary: summary.trim(), cancelOrders }, { key, version: incident.version }),
    done: ({ value }) => {
      onClose();
      toast(t("incident.endedNow"));
      data.take(value);
    },
  });
  return html`<${Dialog} open title=${t("incident.end")} onClose=${onClose}><${Form} form=${form} label=${t("incident.end")}>
    <p>${t("incident.endText")}</p>
    ${open.length > 0 && html`<p class="form-note"><${Icon} name="warn" /> <span>${t("incident.openSteps", { steps: open.join(t("plans.comma")) })}</span></p>`}
    <${TextArea} form=${form} name="summary" label=${t("incident.summary")} hint=${t("incident.summaryHint")} rows=${5} max=${4000} required />
    ${figures.ordersOpen > 0 && html`<${Checkbox} form=${form} name="cancelOrders" label=${t("incident.cancelOrders", { count: number(figures.ordersOpen) })} />`}
    <${FormActions} form=${form} label=${t("incident.end")} onCancel=${onClose} danger /><//><//>`;
}
