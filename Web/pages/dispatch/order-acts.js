// What may be done to an order now. Whoever dispatches notes what a unit told by radio.
import { cx, html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

const names = {
  read: "dispatch.act.read", leave: "dispatch.act.leave", arrive: "dispatch.act.arrive", finish: "dispatch.act.finish",
  refuse: "dispatch.act.refuse", cancel: "dispatch.act.cancel", note: "dispatch.act.note",
};
const steps = ["read", "leave", "arrive", "finish"];
const needWords = ["refuse", "cancel", "note"];

const questionOf = (act, isRadio) => ({
  title: t("dispatch.actAsk", { act: t(names[act]) }), action: t(names[act]), required: needWords.includes(act), max: 1000, danger: act === "cancel" || act === "refuse",
  text: act === "cancel" ? t("dispatch.cancelText") : isRadio && steps.includes(act) ? t("dispatch.radioText") : undefined,
  label: t(act === "cancel" || act === "refuse" ? "dispatch.reason" : needWords.includes(act) ? "dispatch.note" : "dispatch.noteOptional"),
});

export function OrderActs({ order, acts, onDone, onStale }) {
  const [busy, setBusy] = useState(false);
  if (acts.length === 0) return null;
  // Only whoever belongs to the unit may refuse: all others tell what they heard.
  const isRadio = !acts.includes("refuse") && acts.some((act) => steps.includes(act));
  const perform = async (act) => {
    const words = await ask(questionOf(act, isRadio));
    if (words === null) return;
    setBusy(true);
    try {
      const { value } = await send("POST", `/command/orders/${order.id}/acts/${act}`, words ? { words } : {});
      toast(t("dispatch.actDone", { act: t(names[act]) }));
      onDone(value);
    } catch (error) {
      toastError(error);
      if (error.status === 409 || error.stale) onStale();
    } finally {
      setBusy(false);
    }
  };
  const button = (act) => html`<button key=${act} type="button" disabled=${busy} class=${cx("btn", act === acts.find((each) => steps.includes(each)) && "btn-primary", (act === "cancel" || act === "refuse") && "btn-danger")} onClick=${() => perform(act)}>${t(names[act])}</button>`;
  return html`<section class="order-acts" aria-label=${t("dispatch.acts")}>${isRadio && html`<p class="faint">${t("dispatch.radio")}</p>`}<div class="row-wrap">${acts.map(button)}</div></section>`;
}
