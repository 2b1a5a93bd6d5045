// Dialogs, for what cannot be undone and for short forms. The browser's own element keeps the focus inside.
import { cx, html, useEffect, useId, useRef, useState } from "./html.js";
import { Icon } from "./icons.js";
import { store, useStore } from "./store.js";
import { t } from "./texts.js";

/** Opens and closes a `<dialog>` with its component, and gives the focus back to where it was. */
export function useModal(open, onClose) {
  const element = useRef(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const dialog = element.current;
    if (!open || !dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    (dialog.querySelector("[data-autofocus]") ?? dialog.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
    const cancel = (event) => {
      event.preventDefault();
      latest.current?.();
    };
    dialog.addEventListener("cancel", cancel);
    return () => {
      dialog.removeEventListener("cancel", cancel);
      if (dialog.open) dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, [open]);
  return element;
}

export function Dialog({ open, title, onClose, actions, size = "medium", children, closable = true }) {
  const element = useModal(open, closable ? onClose : undefined);
  const id = useId("dialog");
  if (!open) return null;
  return html`<dialog class=${cx("dialog", `dialog-${size}`)} ref=${element} aria-labelledby=${id}>
    <header class="dialog-head"><h2 id=${id}>${title}</h2>
      ${closable && html`<button type="button" class="icon-button" aria-label=${t("common.close")} onClick=${onClose}><${Icon} name="close" size=${20} /></button>`}
    </header>
    <div class="dialog-body">${children}</div>
    ${actions && html`<footer class="dialog-foot">${actions}</footer>`}
  </dialog>`;
}

const questions = store([]);
let serial = 0;

function put(question) {
  return new Promise((resolve) => {
    const id = ++serial;
    const answer = (value) => {
      questions.update((old) => old.filter((each) => each.id !== id));
      resolve(value);
    };
    questions.update((old) => [...old, { ...question, id, answer }]);
  });
}

/** Asks before what cannot be undone: true when agreed. */
export const confirm = (question) => put({ ...question, kind: "confirm" });

/** Asks for words, such as an opinion: the words, or null when cancelled. */
export const ask = (question) => put({ ...question, kind: "ask" });

/** Where the questions stand; the shell shows it once. */
export function Questions() {
  return useStore(questions).map((question) => html`<${Question} key=${question.id} question=${question} />`);
}

function Question({ question }) {
  const [words, setWords] = useState(question.value ?? "");
  const [isTold, setTold] = useState(false);
  const id = useId("ask");
  const isAsking = question.kind === "ask";
  const isMissing = isAsking && question.required && !words.trim();
  const agree = () => (isMissing ? setTold(true) : question.answer(isAsking ? words.trim() : true));
  const cancel = () => question.answer(isAsking ? null : false);
  const keys = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && agree();
  return html`<${Dialog} open=${true} size="small" title=${question.title} onClose=${cancel} actions=${html`
      <button type="button" class="btn" data-autofocus=${isAsking ? undefined : true} onClick=${cancel}>${question.cancel ?? t("common.cancel")}</button>
      <button type="button" class=${cx("btn", question.danger ? "btn-danger" : "btn-primary")} onClick=${agree}>${question.action ?? t("common.ok")}</button>`}>
    ${question.text && html`<p>${question.text}</p>`}
    ${isAsking && html`<div class="field"><label for=${id}>${question.label}${question.required && html`<span class="required" aria-hidden="true">*</span>`}</label>
      <textarea class="form-control" id=${id} rows="3" maxlength=${question.max ?? 500} required=${question.required} value=${words} aria-invalid=${String(isTold && isMissing)}
        onInput=${(event) => setWords(event.target.value)} onKeyDown=${keys}></textarea>
      ${isTold && isMissing && html`<p class="field-error" role="alert">${t("form.required")}</p>`}</div>`}
  <//>`;
}
