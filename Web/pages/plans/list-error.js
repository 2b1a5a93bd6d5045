// What is wrong with a list as a whole, or with what has no field of its own.
import { html } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";

export function ListError({ form, name }) {
  const error = form.errors[name];
  return error && html`<p class="field-error" role="alert" data-field=${name}><${Icon} name="error" /> ${error}</p>`;
}
