// Several of a few, each with a tick.
import { html } from "../html.js";
import { Field, useField } from "./field.js";

/** The value is a list of the chosen values. */
export function Ticks(props) {
  const field = useField(props);
  const chosen = field.value ?? [];
  const flip = (value) => field.set(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return html`<${Field} ...${props} id=${field.id} error=${field.error} group=${true}>
    <div class="choices">${props.options.map(({ value, label }) => html`<label class="choice" key=${value}><input type="checkbox" checked=${chosen.includes(value)} aria-invalid=${field.error ? "true" : undefined} onChange=${() => flip(value)} /><span>${label}</span></label>`)}</div>${props.after}<//>`;
}
