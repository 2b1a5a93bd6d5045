// A drawer beside the page, for looking. It leaves what was clicked visible; on a phone it is a full sheet.
import { cx, html, useLayoutEffect, useId, useRef } from "./html.js";
import { Icon } from "./icons.js";
import { t } from "./texts.js";

export function Drawer({ open, title, href, onClose, width = 420, actions, children, label }) {
  const id = useId("drawer");
  const element = useRef(null);
  const before = useRef(null);
  const isOpen = Boolean(open);

  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    before.current = document.activeElement;
    document.body.classList.add("has-drawer");
    document.body.style.setProperty("--drawer-width", `${width}px`);
    element.current?.querySelector("h2")?.focus({ preventScroll: true });
    const close = (event) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      onClose();
    };
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.body.classList.remove("has-drawer");
      if (before.current?.isConnected) before.current.focus({ preventScroll: true });
    };
  }, [isOpen]);

  if (!isOpen) return null;
  return html`<aside class=${cx("drawer")} ref=${element} role="complementary" aria-labelledby=${title ? id : undefined} aria-label=${title ? undefined : label}>
    <header class="drawer-head"><h2 id=${id} tabindex="-1">${title}</h2>
      ${href && html`<a class="btn btn-sm" href=${href}><${Icon} name="open" /> ${t("common.openPage")}</a>`}
      <button type="button" class="icon-button" aria-label=${t("common.close")} title=${t("common.closeKey")} onClick=${onClose}><${Icon} name="close" size=${20} /></button>
    </header>
    <div class="drawer-body">${children}</div>
    ${actions && html`<footer class="drawer-foot">${actions}</footer>`}
  </aside>`;
}
