// The frame of what stands in the map's drawer.
import { html } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

/** Head, body and foot of a drawer. */
export function Sheet({ title, kind, href, onClose, children, foot }) {
  return html`<header class="drawer-head"><h2 tabindex="-1">${kind && html`<span class="drawer-kind">${kind}</span>`}${title}</h2>
      ${href && html`<a class="btn btn-sm" href=${href}><${Icon} name="open" /> ${t("common.openPage")}</a>`}
      <button type="button" class="icon-button" aria-label=${t("common.close")} title=${t("common.closeKey")} onClick=${onClose}><${Icon} name="close" size=${20} /></button></header>
    <div class="drawer-body">${children}</div>
    ${foot && html`<footer class="drawer-foot">${foot}</footer>`}`;
}
