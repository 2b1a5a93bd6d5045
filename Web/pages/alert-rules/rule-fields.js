// The part of a rule's form that the kit has no field for: fences.
import { html } from "../../kit/html.js";
import { list } from "../../kit/api.js";
import { Choice, SearchSelect } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { kindChoices, kindName } from "../fences/words.js";

/** Anywhere, all fences of a kind, or some that are chosen. */
export function FenceField({ form, name, label, names }) {
  const options = [...kindChoices().map(({ value }) => ({ value, label: t("alertRules.allOf", { kind: kindName(value) }) })), { value: "chosen", label: t("alertRules.chosen") }];
  return html`<${Choice} form=${form} name=${name} label=${label} empty=${t("alertRules.anyPlace")} options=${options} />
    ${form.values[name] === "chosen" && html`<${ChosenFences} form=${form} name=${`${name}Fences`} names=${names} />`}`;
}

function ChosenFences({ form, name, names }) {
  const chosen = form.values[name];
  const search = async (text, signal) => {
    const { items } = await list("/fences", { text, limit: 30 }, { signal });
    for (const fence of items) names.set(fence.id, fence.name);
    return items.filter(({ id }) => !chosen.includes(id)).map((fence) => ({ value: fence.id, label: fence.name, detail: kindName(fence.kind) }));
  };
  const nameOf = (id) => names.get(id) ?? t("alertRules.fenceUnknown");
  return html`<div class="fence-choice" data-field=${name}>
    ${chosen.length > 0 && html`<ul class="chips">${chosen.map((id) => html`<li class="chip" key=${id}><span class="chip-words">${nameOf(id)}</span>
      <button type="button" class="icon-button" aria-label=${t("alertRules.dropFence", { name: nameOf(id) })} onClick=${() => form.set(name, chosen.filter((each) => each !== id))}><${Icon} name="close" size=${12} /></button></li>`)}</ul>`}
    <${SearchSelect} key=${chosen.length} label=${t("alertRules.addFence")} search=${search} nothing=${t("alertRules.noFence")} error=${form.errors[name]} onValue=${(id) => id && form.set(name, [...chosen, id])} /></div>`;
}
