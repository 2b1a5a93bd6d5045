// The plain fields: words, numbers, choices, days.
import { cx, html, useEffect, useState } from "../html.js";
import { cityOffset } from "../format.js";
import { city } from "../city.js";
import { t } from "../texts.js";
import { described, Field, useField } from "./field.js";

export function TextField(props) {
  const field = useField(props);
  const { type = "text", max, placeholder, autocomplete, inputmode, disabled, readonly, after, autofocus } = props;
  return html`<${Field} ...${props} id=${field.id} error=${field.error}><div class=${after ? "input-with" : ""}>
    <input class=${cx("form-control", props.code && "code")} type=${type} value=${field.value ?? ""} maxlength=${max} placeholder=${placeholder} autocomplete=${autocomplete ?? "off"}
      inputmode=${inputmode} disabled=${disabled} readonly=${readonly} data-autofocus=${autofocus} spellcheck=${false} ...${described(field, props)} onInput=${(event) => field.set(event.target.value)} />${after}</div><//>`;
}

export function TextArea(props) {
  const field = useField(props);
  const { rows = 4, max } = props;
  const length = [...(field.value ?? "")].length;
  return html`<${Field} ...${props} id=${field.id} error=${field.error}>
    <textarea class="form-control" rows=${rows} maxlength=${max} value=${field.value ?? ""} disabled=${props.disabled} ...${described(field, props)} onInput=${(event) => field.set(event.target.value)}></textarea>
    ${max && length > max * 0.8 && html`<p class="field-count">${t("form.count", { count: length, max })}</p>`}<//>`;
}

/** A number; what cannot be read as one stays as it was typed and is told. */
export function NumberField(props) {
  const field = useField(props);
  const [typed, setTyped] = useState(field.value ?? "");
  useEffect(() => {
    if (Number(typed) !== field.value || typed === "") setTyped(field.value ?? "");
  }, [field.value]);
  const isBad = typed !== "" && Number.isNaN(Number(typed));
  const error = isBad ? t("form.notNumber") : field.error;
  const input = (event) => {
    const text = event.target.value.trim();
    setTyped(event.target.value);
    field.set(text === "" || Number.isNaN(Number(text)) ? undefined : Number(text));
  };
  return html`<${Field} ...${props} id=${field.id} error=${error}><div class="input-with input-number">
    <input class="form-control" type="text" inputmode="decimal" value=${typed} disabled=${props.disabled} autocomplete="off" ...${described({ ...field, error }, props)} onInput=${input} />
    ${props.unit && html`<span class="unit">${props.unit}</span>`}</div><//>`;
}

export function Choice(props) {
  const field = useField(props);
  return html`<${Field} ...${props} id=${field.id} error=${field.error}>
    <select class="form-select" value=${field.value ?? ""} disabled=${props.disabled} ...${described(field, props)} onChange=${(event) => field.set(event.target.value || undefined)}>
      ${(props.empty ?? !props.required) !== false && html`<option value="">${props.empty ?? t("form.choose")}</option>`}
      ${props.required && !field.value && props.empty === undefined && html`<option value="" disabled>${t("form.choose")}</option>`}
      ${props.options.map((option) => html`<option key=${option.value} value=${option.value} selected=${option.value === field.value}>${option.label}</option>`)}
    </select><//>`;
}

export function RadioGroup(props) {
  const field = useField(props);
  return html`<${Field} ...${props} id=${field.id} error=${field.error} group=${true}><div class=${cx("radios", props.inline && "radios-inline")}>
    ${props.options.map((option) => html`<label class="check" key=${option.value}><input type="radio" class="form-check-input" name=${field.id} value=${option.value} disabled=${props.disabled || option.disabled}
      checked=${field.value === option.value} aria-invalid=${field.error ? "true" : undefined} onChange=${() => field.set(option.value)} />
      <span>${option.label}${option.hint && html`<span class="check-hint">${option.hint}</span>`}</span></label>`)}</div><//>`;
}

export function Checkbox(props) {
  const field = useField(props);
  return html`<${Field} ...${props} label=${null} id=${field.id} error=${field.error}><label class="check">
    <input type="checkbox" class="form-check-input" checked=${Boolean(field.value)} disabled=${props.disabled} ...${described(field, {})} onChange=${(event) => field.set(event.target.checked)} /><span>${props.label}</span></label><//>`;
}

/** A calendar day, `2026-03-02`. */
export function DateField(props) {
  const field = useField(props);
  return html`<${Field} ...${props} id=${field.id} error=${field.error}><input class="form-control input-date" type="date" value=${field.value ?? ""} min=${props.min} max=${props.latest} disabled=${props.disabled}
    ...${described(field, props)} onInput=${(event) => field.set(event.target.value || undefined)} /><//>`;
}

/** A moment, typed in the city's zone and kept as the API takes it: `2026-03-02T09:00:00+08:00`. */
export function DateTimeField(props) {
  const field = useField(props);
  const input = (event) => {
    const text = event.target.value;
    field.set(text ? `${text.slice(0, 16)}:00${cityOffset(new Date(`${text.slice(0, 16)}:00Z`))}` : undefined);
  };
  return html`<${Field} ...${props} id=${field.id} error=${field.error}><input class="form-control input-date" type="datetime-local" value=${local(field.value)} disabled=${props.disabled}
    ...${described(field, props)} onInput=${input} /><//>`;
}

function local(value) {
  if (!value) return "";
  if (/[+-]\d\d:\d\d$/.test(value)) return value.slice(0, 16);
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone: city.get().zone, dateStyle: "short", timeStyle: "short" }).format(new Date(value));
  return text.replace(" ", "T");
}
