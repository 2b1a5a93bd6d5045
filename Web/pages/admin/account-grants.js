// The roles of an account with where they hold and what they allow.
import { html } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { Icon } from "../../kit/icons.js";
import { useAreaName, useOrganisationNames } from "../../kit/names.js";
import { Card } from "../../kit/page.js";
import { say, t } from "../../kit/texts.js";
import { Allowed } from "./grant-fields.js";

export function Grants({ account, roles, manages, onAdd, onRevoke }) {
  const addButton = manages && html`<button type="button" class="btn" onClick=${onAdd}><${Icon} name="plus" /> ${t("grants.add")}</button>`;
  return html`<${Card} title=${t("grants.title")} actions=${addButton}>
    ${account.grants.length === 0
      ? html`<p class="faint">${t("grants.none")}</p>`
      : html`<ul class="plain grants">${account.grants.map((grant) => html`<${Grant} key=${grant.id} grant=${grant} role=${roles.find((role) => role.code === grant.role)} onRevoke=${manages && onRevoke} />`)}</ul>`}
  <//>`;
}

function Grant({ grant, role, onRevoke }) {
  const area = useAreaName(grant.area);
  const nameFor = useOrganisationNames();
  const organisation = grant.organisation && nameFor(grant.organisation);
  const title = say(grant.title);
  const where = organisation ? t("grants.whereFor", { area, organisation }) : area;
  const revoke = async () => {
    if (await confirm({ title: t("grants.revokeNamed", { role: title }), text: where, action: t("grants.revoke"), danger: true })) {
      onRevoke(grant, t("grants.revoked", { role: title }));
    }
  };
  return html`<li class="grant">
    <div class="grant-head"><b>${title}</b><span class="faint">${where}</span>
      ${onRevoke && html`<button type="button" class="btn btn-sm" aria-label=${t("grants.revokeNamed", { role: title })} onClick=${revoke}>${t("grants.revoke")}</button>`}</div>
    ${role && html`<details><summary>${t("grants.show")} <span class="tab-count">${role.permissions.length}</span></summary><${Allowed} permissions=${role.permissions} /></details>`}
  </li>`;
}
