// Says that rules are not saved yet, and what hinders it.
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { confirm } from "../../kit/dialog.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";

export function SaveBar({ edits, set, onReload }) {
  if (!edits.dirty) return null;
  const { error, errors } = edits;
  const count = Object.values(errors).flat().length;
  const drop = async () => {
    if (await confirm({ title: t("rules.dropAsk"), action: t("rules.drop"), danger: true })) {
      edits.drop();
      onReload();
    }
  };
  const overwrite = async () => edits.save((await get(`/routing/rule-sets/${set.id}`)).version);
  return html`<div class="save-bar" role="region" aria-label=${t("rules.unsaved")}>
    <span class="save-words">${error ? html`<span role="alert"><${Icon} name="error" /> ${error.stale ? t("rules.stale") : count ? t("rules.problems", { count }) : error.message} ${(errors.all ?? []).join(" ")}</span>` : html`<${Icon} name="info" /> ${t("rules.unsaved")}`}</span>
    <button type="button" class="btn" onClick=${drop}>${t("rules.drop")}</button>
    ${error?.stale ? html`<button type="button" class="btn btn-primary" disabled=${edits.busy} onClick=${overwrite}>${t("rules.overwrite")}</button>`
      : html`<button type="button" class="btn btn-primary" disabled=${edits.busy} onClick=${() => edits.save()}>${edits.busy ? t("form.busy") : t("rules.save")}</button>`}
  </div>`;
}
