// Sentences that are said every day, one tap each.
import { html } from "../../kit/html.js";
import { t } from "../../kit/texts.js";

const words = () => ({
  confirm_true: [t("field.say.true")],
  confirm_false: [t("field.say.gone"), t("field.say.notFound"), t("field.say.notOurs")],
  check_pass: [t("field.say.done")],
  check_fail: [t("field.say.notDone"), t("field.say.half")],
  finish: [t("field.say.cleaned"), t("field.say.repaired"), t("field.say.removed")],
  request_return: [t("field.say.otherDepartment"), t("field.say.otherArea")],
  request_extension: [t("field.say.parts"), t("field.say.weather")],
  finish_order: [t("field.say.orderDone"), t("field.say.orderClear")],
  refuse_order: [t("field.say.busy"), t("field.say.broken"), t("field.say.short")],
  note_order: [t("field.say.blocked"), t("field.say.support")],
});

export function Phrases({ action, onPhrase }) {
  const list = words()[action];
  if (!list) return null;
  return html`<div class="field-chips field-phrases" role="group" aria-label=${t("field.act.phrases")}>${list.map((each) => html`<button type="button" key=${each} class="field-chip" onClick=${() => onPhrase(each)}>${each}</button>`)}</div>`;
}
