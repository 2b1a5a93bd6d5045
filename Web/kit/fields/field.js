// What all fields share: a label, a hint, an error, and where the value is kept.
import { cx, html, useId } from "../html.js";
import { Icon } from "../icons.js";
import { t } from "../texts.js";

const at = (values, path) => path.split(".").reduce((value, part) => value?.[part], values);

/** A field's value and how to change it: from a form by name, or given directly. */
export function useField({ form, name, value, onValue, error }) {
  const id = useId("field");
  const message = form && name ? form.errors[name] ?? nested(form.errors, name) : error;
  return {
    id,
    value: form && name ? at(form.values, name) : value,
    set: form && name ? (next) => form.set(name, next) : onValue,
    error: message || null,
  };
}

// A picker of a place shows what is wrong with `place.lng` too.
const nested = (errors, name) => Object.entries(errors).find(([path]) => path.startsWith(`${name}.`))?.[1];

/** The attributes by which a control points to its hint and error. */
export const described = ({ id, error }, { hint, required }) => ({
  id,
  "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  "aria-invalid": error ? "true" : undefined,
  "aria-required": required ? "true" : undefined,
});

export function Field({ id, name, label, hint, error, required, optional, children, group, className }) {
  const text = html`${label}${required && html`<span class="required" aria-hidden="true"> *</span>`}${optional && html`<span class="optional"> ${t("form.optional")}</span>`}`;
  const rest = html`
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${children}
    ${error && html`<p class="field-error" id=${`${id}-error`}><${Icon} name="error" /> ${error}</p>`}`;
  if (group) {
    return html`<fieldset class=${cx("field", error && "field-bad", className)} data-field=${name} aria-describedby=${error ? `${id}-error` : undefined}><legend>${text}</legend>${rest}</fieldset>`;
  }
  return html`<div class=${cx("field", error && "field-bad", className)} data-field=${name}>${label && html`<label for=${id}>${text}</label>`}${rest}</div>`;
}
