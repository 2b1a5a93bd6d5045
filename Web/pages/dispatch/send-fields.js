// The parts of an order's form that the kit has no field for: skills that are needed, and the three times.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { NumberField, RadioGroup } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { t } from "../../kit/texts.js";

export const timesOf = { normal: { readMinutes: 5, arriveMinutes: 30, doneMinutes: 240 }, urgent: { readMinutes: 2, arriveMinutes: 15, doneMinutes: 120 } };
const same = (one, other) => ["readMinutes", "arriveMinutes", "doneMinutes"].every((key) => one[key] === other[key]);

const timesWords = ({ readMinutes, arriveMinutes, doneMinutes }) => t("dispatch.timesWords", { read: readMinutes, arrive: arriveMinutes, done: doneMinutes });

/** Another priority brings its own times, unless somebody has set others. */
export function PriorityFields({ form }) {
  const { priority, times } = form.values;
  const choose = (next) => {
    if (same(times, timesOf[priority])) form.set("times", { ...timesOf[next] });
    form.set("priority", next);
  };
  const options = [{ value: "normal", label: t("dispatch.normal"), hint: timesWords(timesOf.normal) }, { value: "urgent", label: t("dispatch.urgent"), hint: timesWords(timesOf.urgent) }];
  return html`<${RadioGroup} label=${t("dispatch.priority")} name="priority" options=${options} value=${priority} onValue=${choose} inline />
    <fieldset class="field order-times" data-field="times"><legend>${t("dispatch.times")}</legend><div class="row-3">
      <${NumberField} form=${form} name="times.readMinutes" label=${t("dispatch.readWithin")} unit=${t("dispatch.minutes")} />
      <${NumberField} form=${form} name="times.arriveMinutes" label=${t("dispatch.arriveWithin")} unit=${t("dispatch.minutes")} />
      <${NumberField} form=${form} name="times.doneMinutes" label=${t("dispatch.doneWithin")} unit=${t("dispatch.minutes")} /></div>
      ${form.errors.times && html`<p class="field-error" role="alert">${form.errors.times}</p>`}</fieldset>`;
}

/** Skills of the city's units, each with a tick. */
export function SkillTicks({ chosen, onValue }) {
  const skills = useLoad((signal) => get("/command/skills", null, { signal })).value?.skills ?? [];
  const all = [...new Set([...skills, ...chosen])];
  if (all.length === 0) return null;
  const flip = (skill) => onValue(chosen.includes(skill) ? chosen.filter((each) => each !== skill) : [...chosen, skill]);
  return html`<fieldset class="field"><legend>${t("dispatch.skills")}</legend><div class="choices">${all.map((skill) => html`<label class="choice" key=${skill}>
    <input type="checkbox" checked=${chosen.includes(skill)} onChange=${() => flip(skill)} /><span>${skill}</span></label>`)}</div></fieldset>`;
}
