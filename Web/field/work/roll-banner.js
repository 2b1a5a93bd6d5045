// 点名: how many people, and whether they are safe.
import { html, useState } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { NumberField, TextArea } from "../../kit/form.js";
import { ago } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { items } from "../items.js";
import { online } from "../line.js";
import { runOutbox } from "../outbox.js";
import { serves } from "../orders.js";
import { answerRoll, rolls, unanswered } from "../rolls.js";

const peopleMax = 1000;

export function RollBanner() {
  const asked = useStore(rolls);
  const all = useStore(items);
  const [open, setOpen] = useState(null);
  if (!serves()) return null;
  const waiting = unanswered(asked, all);
  return html`${waiting.map((roll) => html`<div key=${`${roll.incident}${roll.call}${roll.unit}`} class="field-banner field-roll" role="status"><${Icon} name="people" size=${20} />
      <span><strong>${t("field.roll.title")}</strong> ${roll.unitName} · ${roll.title} <span class="field-roll-since">${ago(roll.begunAt)}</span></span>
      <button type="button" class="btn btn-primary" onClick=${() => setOpen(roll)}>${t("field.roll.answer")}</button></div>`)}
    ${open && html`<${Answer} roll=${open} onClose=${() => setOpen(null)} />`}`;
}

function Answer({ roll, onClose }) {
  const [people, setPeople] = useState(roll.people);
  const [words, setWords] = useState("");
  const [errors, setErrors] = useState({});
  const [isBusy, setBusy] = useState(false);
  const isCount = Number.isInteger(people) && people >= 0 && people <= peopleMax;
  const submit = async (state) => {
    const lacks = { ...(isCount ? {} : { people: t("field.roll.badCount", { count: peopleMax }) }), ...(state === "trouble" && !words.trim() ? { words: t("field.roll.sayTrouble") } : {}) };
    setErrors(lacks);
    if (Object.keys(lacks).length) return;
    setBusy(true);
    try {
      await answerRoll(roll, { people, state, ...(words.trim() ? { words: words.trim() } : {}) });
      toast(t(online.get() ? "field.roll.sending" : "field.roll.kept"));
      runOutbox({ again: true });
      onClose();
    } catch (error) {
      setBusy(false);
      toastError(error);
    }
  };
  const step = (by) => setPeople(Math.max(0, Math.min(peopleMax, (isCount ? people : 0) + by)));
  return html`<${Dialog} open=${true} title=${t("field.roll.heading", { unit: roll.unitName })} onClose=${onClose} actions=${html`
      <button type="button" class="btn btn-danger" disabled=${isBusy} onClick=${() => submit("trouble")}><${Icon} name="warn" size=${20} /> ${t("field.roll.trouble")}</button>
      <button type="button" class="btn btn-primary" data-autofocus disabled=${isBusy} onClick=${() => submit("safe")}><${Icon} name="check" size=${20} /> ${t("field.roll.safe")}</button>`}>
    <p class="faint">${roll.title}</p>
    <div class="field-roll-count"><button type="button" class="btn" aria-label=${t("field.roll.fewer")} onClick=${() => step(-1)}><${Icon} name="minus" size=${20} /></button>
      <${NumberField} label=${t("field.roll.people")} value=${people} onValue=${setPeople} error=${errors.people} />
      <button type="button" class="btn" aria-label=${t("field.roll.more")} onClick=${() => step(1)}><${Icon} name="plus" size=${20} /></button></div>
    <${TextArea} label=${t("field.roll.words")} rows=${2} max=${200} value=${words} onValue=${setWords} error=${errors.words} />
  <//>`;
}
