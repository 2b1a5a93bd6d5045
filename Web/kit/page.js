// The frame of a page: its title with a number, one main action, the rest in a menu.
import { cx, html, useEffect, useId, useRef, useState } from "./html.js";
import { city } from "./city.js";
import { Icon } from "./icons.js";
import { here } from "./router.js";
import { useStore } from "./store.js";
import { say, t } from "./texts.js";
import { number } from "./format.js";

export function Page({ title, count, crumbs, actions, menu, note, wide, children }) {
  useTitle(title);
  const head = useFocusAfterMove();
  return html`<div class=${cx("page", wide && "page-wide")}>
    <header class="page-head">
      <div class="page-titles">
        ${crumbs && html`<nav class="crumbs" aria-label=${t("page.path")}>${crumbs.map((crumb) => html`<a key=${crumb.href} href=${crumb.href}>${crumb.title}</a>`)}</nav>`}
        <h1 tabindex="-1" ref=${head}>${title}${count !== undefined && count !== null && html` <span class="page-count">${typeof count === "number" ? number(count) : count}</span>`}</h1>
        ${note && html`<p class="page-note">${note}</p>`}
      </div>
      ${(actions || menu) && html`<div class="page-actions">${actions}${menu?.length > 0 && html`<${Menu} label=${t("common.more")} items=${menu} />`}</div>`}
    </header>
    ${children}
  </div>`;
}

/** The tab's title: the page, then the city. */
export function useTitle(title) {
  const { name } = useStore(city);
  useEffect(() => {
    document.title = [title, say(name)].filter(Boolean).join(" · ");
  }, [title, name]);
}

/** After navigation the heading has the focus, so that a screen reader says where one is. */
export function useFocusAfterMove() {
  const head = useRef(null);
  useEffect(() => {
    if (here.get().moved) head.current?.focus({ preventScroll: true });
  }, []);
  return head;
}

export function Card({ title, actions, children, flush, label }) {
  const id = useId("card");
  return html`<section class=${cx("panel", flush && "panel-flush")} aria-labelledby=${title ? id : undefined} aria-label=${label}>
    ${(title || actions) && html`<header class="panel-head"><h2 id=${id}>${title}</h2>${actions && html`<div class="panel-actions">${actions}</div>`}</header>`}
    <div class="panel-body">${children}</div>
  </section>`;
}

/** The actions of a page that works on something; on a phone they stick to the thumb's zone. */
export const Actions = ({ children }) => html`<div class="actions">${children}</div>`;

/** What is known of a thing: pairs of name and value; a dash where nothing is known. */
export function Facts({ items }) {
  return html`<dl class="facts">${items.filter(Boolean).map(([name, value]) => html`<div key=${name}>
    <dt>${name}</dt><dd>${value === undefined || value === null || value === "" ? html`<span class="faint">—</span>` : value}</dd></div>`)}</dl>`;
}

/** A button with a menu. Items: { label, icon, onSelect | href, danger, checked, disabled }. */
export function Menu({ label, items, icon = "more", showLabel = false, align = "end", className }) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef(null);
  const id = useId("menu");
  const entries = items.filter(Boolean);

  useEffect(() => {
    if (!isOpen) return undefined;
    root.current.querySelector("[role^=menuitem]")?.focus();
    const leave = (event) => {
      if (!root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    root.current.querySelector("button")?.focus();
  };
  const choose = (item) => () => {
    close();
    item.onSelect?.();
  };
  return html`<div class=${cx("menu", className)} ref=${root} onKeyDown=${(event) => menuKeys(event, root.current, close)}
      onfocusout=${(event) => event.relatedTarget && !root.current?.contains(event.relatedTarget) && setOpen(false)}>
    <button type="button" class=${showLabel ? "btn" : "icon-button icon-button-frame"} aria-haspopup="menu" aria-expanded=${String(isOpen)}
      aria-controls=${isOpen ? id : undefined} aria-label=${showLabel ? undefined : label} title=${showLabel ? undefined : label}
      onClick=${() => setOpen(!isOpen)}>${icon && html`<${Icon} name=${icon} />`}${showLabel && label}</button>
    ${isOpen && html`<div class=${`menu-list menu-${align}`} role="menu" id=${id} aria-label=${label}>${entries.map((item) => html`<${MenuItem} key=${item.label} item=${item} onChoose=${choose(item)} />`)}</div>`}
  </div>`;
}

function MenuItem({ item, onChoose }) {
  if (item.separator) return html`<hr role="separator" />`;
  const inside = html`${item.icon && html`<${Icon} name=${item.icon} />`}<span>${item.label}</span>${item.checked && html`<${Icon} name="check" />`}`;
  const common = { class: cx("menu-item", item.danger && "danger"), tabindex: -1, onClick: onChoose };
  if (item.href) return html`<a ...${common} role="menuitem" href=${item.href}>${inside}</a>`;
  const role = item.checked === undefined ? "menuitem" : "menuitemcheckbox";
  return html`<button ...${common} type="button" role=${role} aria-checked=${item.checked === undefined ? undefined : String(item.checked)} disabled=${item.disabled}>${inside}</button>`;
}

export function menuKeys(event, root, close) {
  const items = [...root.querySelectorAll("[role^=menuitem]:not([disabled])")];
  if (!items.length) return;
  const at = items.indexOf(document.activeElement);
  const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    items[(moves[event.key] + items.length) % items.length].focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close();
  } else if (event.key === "Tab") close();
}

/** Parts of one page. Items: { id, title, count }. */
export function Tabs({ tabs, value, onValue, label }) {
  const list = useRef(null);
  // Where there is no room for all, the one that is open is in sight.
  useEffect(() => {
    const [box, tab] = [list.current, list.current.querySelector("[aria-selected=true]")].map((each) => each?.getBoundingClientRect());
    if (tab && (tab.right > box.right || tab.left < box.left)) list.current.scrollLeft += tab.right > box.right ? tab.right - box.right : tab.left - box.left;
  }, [value, tabs.length]);
  const keys = (event) => {
    const at = tabs.findIndex((tab) => tab.id === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    onValue(next.id);
    list.current.querySelector(`[data-tab="${next.id}"]`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} ref=${list} onKeyDown=${keys}>
    ${tabs.map((tab) => html`<button key=${tab.id} type="button" role="tab" data-tab=${tab.id} aria-selected=${String(tab.id === value)}
      tabindex=${tab.id === value ? 0 : -1} onClick=${() => onValue(tab.id)}>${tab.title}${tab.count !== undefined && html` <span class="tab-count">${number(tab.count)}</span>`}</button>`)}
  </div>`;
}
