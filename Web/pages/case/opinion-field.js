// What one says with an action. Words that were used before are one click away: clerks say the same things all day.
import { html, useState } from "../../kit/html.js";
import { TextArea } from "../../kit/form.js";
import { recall, remember } from "../../kit/store.js";
import { t } from "../../kit/texts.js";

const kept = 4;

export function OpinionField({ form, name, required, offer }) {
  const [phrases] = useState(() => recall(`phrases.${offer.action}`) ?? []);
  const label = required ? t("case.field.opinionNeeded") : t("case.field.opinion");
  return html`<div class="field-group"><${TextArea} form=${form} name=${name} label=${label} required=${required} optional=${!required} rows=${2} max=${2000} />
    ${phrases.length > 0 && !form.values[name] && html`<div class="chip-row"><span class="faint">${t("case.field.phrases")}</span>
      ${phrases.map((words) => html`<button key=${words} type="button" class="btn btn-sm phrase" title=${words} onClick=${() => form.set(name, words)}>${words}</button>`)}</div>`}</div>`;
}

/** Words that were sent come first next time; long ones were meant for one case only. */
export function keepPhrase(action, words) {
  if (!words || words.length > 40) return;
  const old = recall(`phrases.${action}`) ?? [];
  remember(`phrases.${action}`, [words, ...old.filter((each) => each !== words)].slice(0, kept));
}
