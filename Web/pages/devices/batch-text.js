// An order to many terminals at once, such as words, and what became of it.
import { html, useEffect, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Dialog } from "../../kit/dialog.js";
import { Form, FormActions, TextArea, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { CommandState } from "./command-list.js";
import { sendOrder } from "./orders.js";
import { hasEnded, useUntilEnded } from "./until-ended.js";
import { mayDo } from "./words.js";

const most = 1000;

/** The ids of terminals that the person may command. */
async function commandable(signal) {
  const ids = new Set();
  let cursor;
  do {
    const page = await list("/devices", { door: "jt808", state: "active", limit: 500, cursor }, { signal });
    for (const device of page.items) if (mayDo(device, "command")) ids.add(device.id);
    cursor = page.next;
  } while (cursor);
  return ids;
}

/** An order to some of `devices`: [{ id }]. Those that take no commands are left out, and counted. `form` gets { ids, onSent, onClose }. */
export function BatchDialog({ devices, title, form: Body, onClose }) {
  const known = useLoad(commandable, []);
  const [batch, setBatch] = useState(null);
  const ids = known.value && devices.map(({ id }) => id).filter((id) => known.value.has(id));
  return html`<${Dialog} open title=${title} onClose=${onClose}>
    ${known.error ? html`<${ErrorState} error=${known.error} onRetry=${known.refresh} />` : !ids ? html`<${Loading} rows=${3} />`
      : batch ? html`<${Report} first=${batch} onClose=${onClose} />` : html`<${To} ids=${ids} leftOut=${devices.length - ids.length} />
        ${ids.length > 0 && ids.length <= most && html`<${Body} ids=${ids} onSent=${setBatch} onClose=${onClose} />`}`}
  <//>`;
}

function To({ ids, leftOut }) {
  const words = ids.length === 0 ? t("batchText.nobody") : ids.length > most ? t("batchText.tooMany", { most: number(most) }) : t("batchText.to", { count: number(ids.length) });
  return html`<p>${words}</p>${leftOut > 0 && html`<p class="faint">${t("batchText.leftOut", { count: number(leftOut) })}</p>`}`;
}

export const BatchText = ({ devices, onClose }) => html`<${BatchDialog} devices=${devices} title=${t("batchText.title")} form=${Words} onClose=${onClose} />`;

function Words({ ids, onSent, onClose }) {
  const form = useForm({
    initial: { text: "" }, guard: false, check: ({ text }) => ({ text: text.trim() ? null : t("form.required") }),
    submit: ({ text }, { key }) => sendOrder(ids, { kind: "text", text }, key), done: ({ value }) => onSent(value),
  });
  return html`<${Form} form=${form} label=${t("batchText.title")}><${TextArea} form=${form} name="text" label=${t("command.words")} hint=${t("command.text.hint")} rows=${3} max=${200} required />
    <${FormActions} form=${form} label=${t("batchText.send", { count: number(ids.length) })} onCancel=${onClose} /><//>`;
}

function Report({ first, onClose }) {
  const [batch, setBatch] = useState(first);
  const [error, setError] = useState(null);
  const read = async () => {
    try {
      setBatch(await get(`/terminals/commands/batches/${first.batch}`));
      setError(null);
    } catch (failed) {
      setError(failed);
    }
  };
  useEffect(() => { read(); }, []);
  useUntilEnded(read, batch.open > 0, first.batch);
  const sorted = [...batch.commands].sort((one, other) => rank(one) - rank(other) || one.deviceName.localeCompare(other.deviceName, "zh"));
  return html`<p role="status"><b>${t("batchText.result", { total: number(batch.total), done: number(batch.done), failed: number(batch.failed), open: number(batch.open) })}</b></p>
    <progress class="batch-progress" max=${batch.total} value=${batch.total - batch.open} aria-label=${t("batchText.list")}></progress>
    ${error && html`<${ErrorState} error=${error} onRetry=${read} />`}
    <ul class="plain batch-list" aria-label=${t("batchText.list")} tabindex="0">${sorted.map((each) => html`<li key=${each.id}><a href=${`/devices/${each.device}?tab=commands`}>${each.deviceName}</a><${CommandState} command=${each} /></li>`)}</ul>
    <div class="actions"><button type="button" class="btn" onClick=${read}>${t("common.refresh")}</button><button type="button" class="btn btn-primary" onClick=${onClose}>${t("common.close")}</button></div>`;
}

// What failed first, then what is open: that is what somebody must look after.
const rank = ({ state }) => (!hasEnded(state) ? 1 : state === "done" ? 2 : 0);
