// Saved views: filters with a name, one's own, kept by the server so that they are there at every desk.
import { html, useEffect, useRef, useState } from "./html.js";
import { list, send } from "./api.js";
import { ask, confirm } from "./dialog.js";
import { Icon } from "./icons.js";
import { menuKeys } from "./page.js";
import { toast, toastError } from "./toast.js";
import { t } from "./texts.js";

const textOf = (query, keys) => {
  const search = new URLSearchParams();
  for (const key of [...keys].sort()) if (query[key] !== undefined) search.set(key, query[key]);
  return search.toString();
};

export function Views({ page, keys, query, setQuery }) {
  const [views, setViews] = useState([]);
  const [isOpen, setOpen] = useState(false);
  const root = useRef(null);
  const now = textOf(query, keys);
  const chosen = views.find((view) => textOf(Object.fromEntries(new URLSearchParams(view.query)), keys) === now);

  const load = () => list("/views", { page }).then(({ items }) => setViews(items), toastError);
  useEffect(() => {
    if (!isOpen) return undefined;
    load();
    const leave = (event) => !root.current?.contains(event.target) && !event.target.closest?.("dialog") && setOpen(false);
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [isOpen]);

  const use = (view) => {
    setOpen(false);
    setQuery({ ...Object.fromEntries(keys.map((key) => [key, undefined])), ...Object.fromEntries(new URLSearchParams(view.query)) }, { replace: false });
  };
  const attempt = async (work) => {
    try {
      await work();
      await load();
    } catch (error) {
      toastError(error);
    }
  };
  const save = async () => {
    const name = await ask({ title: t("views.save"), label: t("views.name"), required: true, max: 40, action: t("common.save") });
    if (name) attempt(async () => { await send("POST", "/views", { page, name, query: now }); toast(t("views.saved", { name })); });
  };
  const rename = async (view) => {
    const name = await ask({ title: t("views.rename"), label: t("views.name"), value: view.name, required: true, max: 40, action: t("common.save") });
    if (name) attempt(() => send("PATCH", `/views/${view.id}`, { name }, { version: view.version }));
  };
  const overwrite = (view) => attempt(async () => { await send("PATCH", `/views/${view.id}`, { query: now }, { version: view.version }); toast(t("views.saved", { name: view.name })); });
  const drop = async (view) => {
    if (await confirm({ title: t("views.drop", { name: view.name }), action: t("common.delete"), danger: true })) attempt(() => send("DELETE", `/views/${view.id}`, null, { version: view.version }));
  };
  const close = () => {
    setOpen(false);
    root.current.querySelector("button").focus();
  };

  return html`<div class="menu" ref=${root} onKeyDown=${(event) => isOpen && menuKeys(event, root.current, close)}>
    <button type="button" class="btn" aria-expanded=${String(isOpen)} aria-haspopup="menu" onClick=${() => setOpen(!isOpen)}><${Icon} name="star" /> ${chosen?.name ?? t("views.label")}</button>
    ${isOpen && html`<div class="menu-list menu-start views" role="menu" aria-label=${t("views.label")}>
      ${views.length === 0 && html`<p class="menu-note">${t("views.none")}</p>`}
      ${views.map((view) => html`<div class="view" role="none" key=${view.id}>
        <button type="button" class="menu-item" role="menuitem" onClick=${() => use(view)}><span>${view.name}</span>${view === chosen && html`<${Icon} name="check" />`}</button>
        ${view !== chosen && now && html`<button type="button" class="icon-button" role="menuitem" title=${t("views.overwrite")} aria-label=${t("views.overwriteNamed", { name: view.name })} onClick=${() => overwrite(view)}><${Icon} name="download" /></button>`}
        <button type="button" class="icon-button" role="menuitem" aria-label=${t("views.renameNamed", { name: view.name })} onClick=${() => rename(view)}><${Icon} name="edit" /></button>
        <button type="button" class="icon-button" role="menuitem" aria-label=${t("views.dropNamed", { name: view.name })} onClick=${() => drop(view)}><${Icon} name="trash" /></button></div>`)}
      <hr role="separator" /><button type="button" class="menu-item" role="menuitem" disabled=${!now || Boolean(chosen)} onClick=${save}><${Icon} name="plus" /><span>${t("views.saveThis")}</span></button>
    </div>`}</div>`;
}
