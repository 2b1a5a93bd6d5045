// The areas of a lot: chosen one after the other from the registry, and taken away again.
import { html, useRef } from "../../kit/html.js";
import { AreaPicker } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

export function AreasField({ form, name }) {
  const root = useRef(null);
  const chosen = form.values[name];
  const error = form.errors[name] ?? chosen.map((_, index) => form.errors[`${name}.${index}`]).find(Boolean);
  const choose = (option) => {
    if (!option) return;
    if (!chosen.some((area) => area.code === option.value)) form.set(name, [...chosen, { code: option.value, name: option.label }]);
    // The field begins anew for the next one.
    requestAnimationFrame(() => root.current?.querySelector("input")?.focus());
  };
  const drop = (code) => form.set(name, chosen.filter((area) => area.code !== code));
  return html`<div class="areas-field" ref=${root}><${AreaPicker} key=${chosen.length} name=${name} label=${t("collection.areas")} hint=${t("collection.areasHint")} required error=${error} onChoose=${choose} />
    <ul class="chips" aria-label=${t("collection.areasChosen")} aria-live="polite">${chosen.map((area, index) => html`<li class=${form.errors[`${name}.${index}`] ? "chip chip-bad" : "chip"} key=${area.code}><span class="chip-words">${area.name} <span class="faint">${area.code}</span></span>
      <button type="button" class="icon-button" aria-label=${t("collection.dropArea", { name: area.name })} onClick=${() => drop(area.code)}><${Icon} name="close" size=${12} /></button></li>`)}</ul></div>`;
}
