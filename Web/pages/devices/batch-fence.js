// A fence set in many terminals at once, or forgotten by them.
import { html } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Form, FormActions, RadioGroup, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { BatchDialog } from "./batch-text.js";
import { FenceFields } from "./command-fence.js";
import { checkOrder, initialOrder, sendOrder } from "./orders.js";

export const BatchFence = ({ devices, onClose }) => html`<${BatchDialog} devices=${devices} title=${t("batchFence.title")} form=${FenceForm} onClose=${onClose} />`;

function FenceForm({ ids, onSent, onClose }) {
  const form = useForm({
    initial: { ...initialOrder, kind: "set_area" }, guard: false, check: checkOrder,
    submit: (values, { key }) => sendOrder(ids, values, key), done: ({ value }) => onSent(value),
  });
  return html`<${Form} form=${form} label=${t("batchFence.title")}>
    <${RadioGroup} name="kind" value=${form.values.kind} onValue=${(kind) => form.reset({ ...form.values, kind })} label=${t("batchFence.what")} options=${[{ value: "set_area", label: t("command.set_area") }, { value: "remove_area", label: t("command.remove_area") }]} inline />
    <${FenceFields} form=${form} isSet=${form.values.kind === "set_area"} />
    <${FormActions} form=${form} label=${t("batchText.send", { count: number(ids.length) })} onCancel=${onClose} /><//>`;
}
