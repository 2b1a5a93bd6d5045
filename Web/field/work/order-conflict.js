// The order is no longer what it was when these steps were written: what it is now, and what can be done with them.
import { html, useState } from "../../kit/html.js";
import { get, newKey } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { actsOn, changeItem, discardItem, items } from "../items.js";
import { runOutbox } from "../outbox.js";
import { useKept } from "../pocket.js";
import { actName, isOpen, mayDo } from "./order-steps.js";

export function OrderConflict({ item }) {
  const read = useKept(`order:${item.order}`, () => get(`/command/orders/${item.order}`), [item.id]);
  const all = useStore(items);
  const [isBusy, setBusy] = useState(false);
  const steps = actsOn(item.order, all);
  const isCurrent = read.value && !read.isKept;
  const order = isCurrent ? read.value.order : null;
  const last = read.value?.entries.at(-1);
  const drop = async () => {
    const words = steps.map((each) => actName(each.act)).join("、");
    if (!(await confirm({ title: t("field.order.dropTitle"), text: t("field.order.dropText", { actions: words }), action: t("common.delete"), danger: true }))) return;
    setBusy(true);
    try {
      for (const each of steps) await discardItem(each.id);
      runOutbox();
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
  };
  const resend = async (difference) => {
    setBusy(true);
    await changeItem(item.id, { state: "waiting", error: null, attempts: 0, nextAt: 0, ...difference }).catch(toastError);
    runOutbox({ again: true });
    setBusy(false);
  };
  const canRepeat = order && mayDo(item.act, order.state) && read.value.acts.includes(item.act);
  const asNote = order && !canRepeat && isOpen(order.state) && item.body.words && read.value.acts.includes("note");
  return html`<div role="alert"><p class="field-error"><${Icon} name="warn" /> ${item.error?.code === "order.state" && order ? t("field.order.conflict", { action: actName(item.act), state: say(order.stateName) }) : say(item.error?.wording)}</p>
      ${order && last && html`<p>${t("field.conflict.last", { who: last.byName, action: say(last.actName), time: time(last.at) })}${last.words && html` ${t("field.order.saying", { words: last.words })}`}</p>`}</div>
    <div class="field-buttons"><button type="button" class="btn btn-danger" disabled=${isBusy} onClick=${drop}><${Icon} name="trash" /> ${t("field.order.drop", { count: steps.length })}</button>
      ${canRepeat && html`<button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${() => resend({})}>${t("common.retry")}</button>`}
      ${asNote && html`<button type="button" class="btn btn-primary" disabled=${isBusy} onClick=${() => resend({ act: "note", key: newKey(), tried: null })}>${t("field.order.asNote")}</button>`}</div>`;
}
