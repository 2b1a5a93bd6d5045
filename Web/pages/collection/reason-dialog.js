// A dialog that asks for a reason and keeps the words when the server refuses them.
import { html } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { t } from "../../kit/texts.js";

const leastLength = 4;

export const tooShort = (words, least = leastLength) => ([...(words ?? "").trim()].length < least ? t("collection.tooShort", { count: least }) : null);

/** `write(reason, key)` sends; `onDone` is called when it was taken. */
export function ReasonDialog({ title, text, label, action, write, onClose, onDone }) {
  const form = useForm({
    initial: { reason: "" }, guard: false,
    check: ({ reason }) => ({ reason: tooShort(reason) }),
    submit: ({ reason }, { key }) => write(reason.trim(), key),
    done: () => {
      onClose();
      onDone();
    },
  });
  return html`<${Dialog} open=${true} title=${title} onClose=${onClose}>${text && html`<p>${text}</p>`}
    <${Form} form=${form}>
      <${TextArea} form=${form} name="reason" label=${label} max=${500} required />
      <${FormActions} form=${form} label=${action} onCancel=${onClose} />
    <//><//>`;
}
