// Forms: values by path, the server's errors at their fields, one submission at a time, drafts that survive.
import { html, useEffect, useRef, useState } from "./html.js";
import { newKey } from "./api.js";
import { Icon } from "./icons.js";
import { useGuard } from "./router.js";
import { recall, remember } from "./store.js";
import { t } from "./texts.js";

/** The value at a path such as `place.lng` or `photos.0`. */
export const valueAt = (values, path) => path.split(".").reduce((value, part) => value?.[part], values);

/** A copy with another value at a path. */
export function withValue(values, path, value) {
  const [first, ...rest] = path.split(".");
  const copy = Array.isArray(values) ? [...values] : { ...values };
  copy[first] = rest.length ? withValue(values?.[first] ?? {}, rest.join("."), value) : value;
  return copy;
}

export function useForm({ initial, submit: write, done, check, draft, reload, guard = true }) {
  const kept = draft ? recall(`draft.${draft}`, () => sessionStorage) : undefined;
  const [state, setState] = useState(() => ({ values: kept ?? initial, errors: {}, error: null, busy: false, dirty: Boolean(kept), restored: Boolean(kept) }));
  const latest = useRef(state);
  latest.current = state;
  // One key per intention: a retry of the same words must not be done twice, other words are another intention.
  const key = useRef(newKey());
  const element = useRef(null);
  useGuard(guard && state.dirty && !state.busy);

  const put = (change) => {
    latest.current = { ...latest.current, ...change };
    setState(latest.current);
  };
  const keep = (values) => draft && remember(`draft.${draft}`, values, () => sessionStorage);

  const set = (path, value) => {
    key.current = newKey();
    const values = withValue(latest.current.values, path, value);
    const errors = Object.fromEntries(Object.entries(latest.current.errors).filter(([at]) => at !== path && !at.startsWith(`${path}.`)));
    put({ values, errors, dirty: true });
    keep(values);
  };
  const reset = (values = initial) => {
    keep(undefined);
    key.current = newKey();
    put({ values, errors: {}, error: null, dirty: false, restored: false });
  };

  const fail = (errors, error = null) => {
    put({ errors, error, busy: false });
    requestAnimationFrame(() => element.current?.querySelector("[aria-invalid=true], .form-error")?.focus());
  };

  const submit = async (event) => {
    event?.preventDefault?.();
    if (latest.current.busy) return;
    const found = check?.(latest.current.values) ?? {};
    if (Object.values(found).some(Boolean)) return fail(found);
    put({ busy: true, errors: {}, error: null });
    try {
      const made = await write(latest.current.values, { key: key.current });
      key.current = newKey();
      keep(undefined);
      put({ busy: false, dirty: false, restored: false });
      // The guard is lifted when the form has rendered as clean; only then may the page be left.
      await new Promise((resolve) => setTimeout(resolve));
      await done?.(made, latest.current.values);
    } catch (error) {
      if (error.name !== "ApiError") console.error(error);
      fail(error.fields ?? {}, error);
    }
  };

  /** After 412: takes the new version underneath and keeps what was typed. */
  const takeNewVersion = async () => {
    await reload();
    key.current = newKey();
    put({ error: null });
  };

  return { ...state, set, reset, submit, element, takeNewVersion: reload && takeNewVersion, errorAt: (path) => state.errors[path] };
}

export function Form({ form, children, label }) {
  return html`<form class="form" ref=${form.element} novalidate aria-label=${label} onSubmit=${form.submit}>
    ${form.restored && html`<p class="form-note"><${Icon} name="history" /> ${t("form.restored")}
      <button type="button" class="btn btn-sm" onClick=${() => form.reset()}>${t("form.startOver")}</button></p>`}
    ${children}
  </form>`;
}

/** What is wrong with the whole: words that belong to no field that is shown. */
export function FormErrors({ form }) {
  const box = useRef(null);
  const [shown, setShown] = useState({});
  useEffect(() => {
    const fields = [...(form.element.current?.querySelectorAll("[data-field]") ?? [])].map((each) => each.dataset.field);
    setShown(Object.fromEntries(fields.map((name) => [name, true])));
  }, [form.errors]);
  const homeless = Object.entries(form.errors).filter(([path, text]) => text && !Object.keys(shown).some((name) => path === name || path.startsWith(`${name}.`)));
  const count = Object.values(form.errors).filter(Boolean).length;
  if (!form.error && count === 0) return null;
  return html`<div class="form-error" role="alert" tabindex="-1" ref=${box}>
    <${Icon} name="error" /><div>
      <p>${form.error && (count === 0 || homeless.length > 0 || form.error.stale) ? form.error.message ?? t("error.program") : t("form.fix", { count })}</p>
      ${homeless.map(([path, text]) => html`<p key=${path}>${text}</p>`)}
      ${form.error?.stale && form.takeNewVersion && html`<p>${t("form.stale")} <button type="button" class="btn btn-sm" onClick=${form.takeNewVersion}>${t("form.takeNew")}</button></p>`}
      ${form.error?.offline && html`<p>${t("form.kept")}</p>`}
    </div></div>`;
}

/** The errors and the buttons at a form's end. */
export function FormActions({ form, label, cancel, onCancel, danger, children }) {
  return html`<${FormErrors} form=${form} /><div class="actions form-actions">
    <button type="submit" class=${danger ? "btn btn-danger" : "btn btn-primary"} disabled=${form.busy} aria-disabled=${String(form.busy)}>${form.busy ? t("form.busy") : label ?? t("common.save")}</button>
    ${cancel && html`<a class="btn" href=${cancel}>${t("common.cancel")}</a>`}
    ${onCancel && html`<button type="button" class="btn" onClick=${onCancel}>${t("common.cancel")}</button>`}
    ${children}</div>`;
}
