// A field for several things that are found one by one: what is chosen stands below as chips.
import { html, useEffect, useRef, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";

/** The value is [{ value, label }]. `picker({ key, error, onChoose })` gives the field that finds; `drop(name)` names a chip's button. */
export function Several({ form, name, label, drop, picker }) {
  const [turn, setTurn] = useState(0);
  const root = useRef(null);
  const chosen = form.values[name];
  const error = form.errors[name] ?? Object.entries(form.errors).find(([path]) => path.startsWith(`${name}.`))?.[1];
  // The field begins anew after each choice; the keyboard stays in it.
  useEffect(() => {
    if (turn > 0) root.current.querySelector("input").focus();
  }, [turn]);
  const onChoose = (option) => {
    if (!option) return;
    if (!chosen.some(({ value }) => value === option.value)) form.set(name, [...chosen, { value: option.value, label: option.label }]);
    setTurn(turn + 1);
  };
  const remove = (value) => {
    form.set(name, chosen.filter((each) => each.value !== value));
    root.current.querySelector("input").focus();
  };
  return html`<div class="several" data-field=${name} ref=${root}>${picker({ key: turn, error, onChoose })}
    ${chosen.length > 0 && html`<ul class="chips" aria-label=${label} aria-live="polite">${chosen.map(({ value, label: words }) => html`<li class="chip" key=${value}><span class="chip-words">${words}</span>
      <button type="button" class="icon-button" aria-label=${drop(words)} onClick=${() => remove(value)}><${Icon} name="close" size=${12} /></button></li>`)}</ul>`}</div>`;
}
