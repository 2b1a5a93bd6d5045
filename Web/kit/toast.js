// Short notices at the edge: what was done, with a way back.
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { store, useStore } from "./store.js";
import { t } from "./texts.js";

const notices = store([]);
let serial = 0;
const shownMS = 6000;
const icons = { done: "check", error: "error", alarm: "bell", note: "clock" };

/** Says that something was done. `undo` is called by the button; `href` leads to the thing. */
export function toast(text, { undo, href, tone = "done", action, onAction } = {}) {
  const id = ++serial;
  notices.update((old) => [...old.slice(-3), { id, text, undo, href, tone, action, onAction }]);
  // An error, and what can be undone, stay until somebody has had the time to read and act.
  if (tone !== "error") setTimeout(() => dismiss(id), undo || tone === "alarm" ? shownMS * 2 : shownMS);
  return () => dismiss(id);
}

/** Shows what went wrong with an action that has no form of its own. */
export function toastError(error) {
  if (error?.name === "AbortError") return;
  toast(error.message, { tone: "error", requestID: error.requestID });
}

const dismiss = (id) => notices.update((old) => old.filter((each) => each.id !== id));

function Notice({ notice }) {
  const close = () => dismiss(notice.id);
  const act = (fn) => () => {
    close();
    fn();
  };
  return html`<div class=${`notice notice-${notice.tone}`} role=${["done", "note"].includes(notice.tone) ? "status" : "alert"}>
    <${Icon} name=${icons[notice.tone]} />
    <span class="notice-text">${notice.text}</span>
    ${notice.href && html`<a href=${notice.href} onClick=${close}>${t("common.view")}</a>`}
    ${notice.undo && html`<button class="btn btn-sm" onClick=${act(notice.undo)}>${t("common.undo")}</button>`}
    ${notice.action && html`<button class="btn btn-sm" onClick=${act(notice.onAction)}>${notice.action}</button>`}
    <button class="icon-button" aria-label=${t("common.close")} onClick=${close}><${Icon} name="close" /></button>
  </div>`;
}

/** Where the notices stand; the shell shows it once. */
export function Toasts() {
  const all = useStore(notices);
  return html`<div class="notices" aria-live="polite" aria-relevant="additions">
    ${all.map((notice) => html`<${Notice} key=${notice.id} notice=${notice} />`)}
  </div>`;
}
