// Dialogs, drawers, notices, buttons and menus.
import { html, useState } from "../../kit/html.js";
import { ApiError } from "../../kit/api.js";
import { ask, confirm, Dialog } from "../../kit/dialog.js";
import { Drawer } from "../../kit/drawer.js";
import { Card, Facts, Menu } from "../../kit/page.js";
import { Copy } from "../../kit/copy.js";
import { t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

export function OverlaySamples() {
  const [isDialog, setDialog] = useState(false);
  const [isDrawer, setDrawer] = useState(false);
  const question = { title: t("ui.confirm.title"), text: t("ui.confirm.text"), action: t("ui.confirm.action"), danger: true };
  const words = async () => {
    const told = await ask({ title: t("ui.open.ask"), label: t("ui.ask.label"), required: true });
    if (told) toast(told);
  };
  return html`<${Card} title=${t("ui.tab.overlay")}><div class="row-wrap">
      <button type="button" class="btn" onClick=${() => setDialog(true)}>${t("ui.open.dialog")}</button>
      <button type="button" class="btn" onClick=${async () => (await confirm(question)) && toast(t("ui.done", { count: 1 }))}>${t("ui.open.confirm")}</button>
      <button type="button" class="btn" onClick=${words}>${t("ui.open.ask")}</button>
      <button type="button" class="btn" onClick=${() => setDrawer(true)}>${t("ui.open.drawer")}</button>
      <button type="button" class="btn" onClick=${() => toast(t("ui.form.sent"), { href: "/components" })}>${t("ui.open.toast")}</button>
      <button type="button" class="btn" onClick=${() => toast(t("ui.done", { count: 3 }), { undo: () => toast(t("ui.undone")) })}>${t("ui.open.undo")}</button>
      <button type="button" class="btn" onClick=${() => toastError(ApiError.offline("POST"))}>${t("ui.open.error")}</button></div><//>
    <${Card} title=${t("ui.buttons")}><div class="row-wrap">
      <button type="button" class="btn btn-primary">${t("ui.button.main")}</button><button type="button" class="btn">${t("ui.button.other")}</button>
      <button type="button" class="btn btn-danger">${t("ui.button.danger")}</button><button type="button" class="btn" disabled>${t("ui.button.disabled")}</button>
      <${Menu} label=${t("ui.menu")} showLabel=${true} icon="down" align="start" items=${[{ label: t("ui.button.other"), icon: "edit", onSelect: () => toast(t("ui.button.other")) }, { label: t("ui.button.danger"), icon: "trash", danger: true }]} /></div><//>
    <${Card} title=${t("ui.facts")}><${Facts} items=${[[t("ui.fact.code"), html`<${Copy} text="4203020101000123" />`], [t("ui.fact.none"), null]]} /><//>
    <${Dialog} open=${isDialog} title=${t("ui.open.dialog")} onClose=${() => setDialog(false)} actions=${html`<button type="button" class="btn btn-primary" onClick=${() => setDialog(false)}>${t("common.ok")}</button>`}><p>${t("ui.confirm.text")}</p><//>
    <${Drawer} open=${isDrawer} title=${t("ui.open.drawer")} href="/components" onClose=${() => setDrawer(false)}><p>${t("ui.drawer.text")}</p><//>`;
}
