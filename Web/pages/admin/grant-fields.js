// Choosing a role with where it holds, and saying in plain words what it allows.
import { html } from "../../kit/html.js";
import { Choice } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { say, t } from "../../kit/texts.js";
import { OrganisationField, ScopeField } from "./fields.js";
import { grouped, permissionHint, permissionName } from "./permissions.js";

/** The role that forbids this one, of those that are held. */
export function rivalOf(role, held, roles) {
  return roles.find((other) => held.includes(other.code) && (role.excludes.includes(other.code) || other.excludes.includes(role.code)));
}

export function GrantFields({ form, path, roles, held = [], optional }) {
  const at = (name) => (path ? `${path}.${name}` : name);
  const chosen = roles.find((role) => role.code === (path ? form.values[path]?.role : form.values.role));
  const rival = chosen && rivalOf(chosen, held, roles);
  return html`
    <${Choice} form=${form} name=${at("role")} label=${path ? t("account.firstRole") : t("accounts.role")} hint=${path && t("account.firstRoleHint")} required=${!optional}
      options=${roles.map((role) => ({ value: role.code, label: say(role.title) }))} />
    ${chosen?.isDisplay && html`<p class="form-note"><${Icon} name="wall" /> ${t("grants.display")}</p>`}
    ${rival && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${t("grants.excluded", { role: say(rival.title) })}</p>`}
    ${chosen && html`<${ScopeField} form=${form} name=${at("area")} label=${t("grants.area")} hint=${t("grants.areaHint")} />
      <${OrganisationField} form=${form} name=${at("organisation")} label=${t("grants.organisation")} hint=${t("grants.organisationHint")} />
      <div class="allows"><h3>${t("grants.allows")}</h3><${Allowed} permissions=${chosen.permissions} /></div>`}`;
}

/** Permissions by group, each with a sentence. */
export function Allowed({ permissions }) {
  return html`<dl class="allowed">${grouped(permissions).map((group) => html`<div key=${group.title}><dt>${group.title}</dt>
    <dd><ul class="plain">${group.permissions.map((code) => html`<li key=${code}><b>${permissionName(code)}</b> <span class="faint">${permissionHint(code)}</span></li>`)}</ul></dd></div>`)}</dl>`;
}
