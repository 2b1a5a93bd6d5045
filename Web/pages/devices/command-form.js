// A command as a form. What may hurt somebody is asked once more.
import { html } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { Choice, Form, FormActions, NumberField, RadioGroup, TextArea, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { FenceFields, shapeChoices } from "./command-fence.js";
import { ReadFields, SetFields } from "./command-parameters.js";
import { checkOrder, doesHurt, initialOrder, orderChoices, orders, sendOrder } from "./orders.js";

export function CommandForm({ device, kind, onDone }) {
  const form = useForm({
    initial: { ...initialOrder, kind: Object.hasOwn(orders, kind ?? "") ? kind : "text" }, guard: false, check: checkOrder,
    submit: (values, { key }) => sendOne(device, values, key),
    done: (made) => {
      if (!made) return;
      form.reset({ ...initialOrder, kind: form.values.kind });
      toast(t("command.sentNow"));
      onDone();
    },
  });
  const order = orders[form.values.kind];
  const has = (field) => order.fields.includes(field);
  return html`<${Form} form=${form} label=${t("command.new")}>
    <${Choice} name="kind" value=${form.values.kind} onValue=${(next) => form.reset({ ...form.values, kind: next })} label=${t("command.kind")} hint=${t(order.hint)} options=${orderChoices()} empty=${false} required />
    ${has("text") && html`<${TextArea} form=${form} name="text" label=${t("command.words")} rows=${3} max=${200} required />`}
    ${has("channel") && html`<${NumberField} form=${form} name="channel" label=${t("command.channel")} hint=${t("command.channelHint")} required />`}
    ${has("count") && html`<${NumberField} form=${form} name="count" label=${t("command.count")} required />`}
    ${has("intervalSeconds") && html`<${NumberField} form=${form} name="intervalSeconds" label=${t("command.interval")} unit=${t("command.seconds")} required />`}
    ${has("seconds") && html`<${NumberField} form=${form} name="seconds" label=${t("command.lasting")} unit=${t("command.seconds")} required />`}
    ${has("every") && html`<${NumberField} form=${form} name="every" label=${t("command.every")} unit=${t("command.seconds")} required />`}
    ${(has("area") || has("fence")) && html`<${FenceFields} form=${form} isSet=${has("area")} />`}
    ${has("shape") && html`<${RadioGroup} form=${form} name="shape" label=${t("command.shape")} options=${shapeChoices()} />`}
    ${has("read") && html`<${ReadFields} form=${form} />`}
    ${has("parameters") && html`<${SetFields} form=${form} />`}
    <${FormActions} form=${form} label=${t("command.send")} danger=${doesHurt(form.values)} /><//>`;
}

/** Sends it; null when somebody thought better of it. */
async function sendOne(device, values, key) {
  const { ask, warning, name, list } = orders[values.kind];
  if (doesHurt(values) && !(await confirm({ title: t(ask, { name: device.name }), text: t(warning, { list: list?.(values) }), action: t(name), danger: true }))) return null;
  return sendOrder([device.id], values, key);
}
