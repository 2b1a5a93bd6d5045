// The rights matrix: which role may do what, and how the three administrators are kept apart.
import { cx, html, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Choice } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card, Page } from "../../kit/page.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { add, language, say, t } from "../../kit/texts.js";
import { saveTable } from "./csv.js";
import { grouped, permissionHint, permissionName, permissionPair } from "./permissions.js";
import texts from "../../texts/admin.js";

add(texts);

const administrators = { system_admin: "roles.system", security_admin: "roles.security", audit_admin: "roles.audit" };

export default function RolesPage() {
  const matrix = useLoad((signal) => get("/roles", null, { signal }));
  const [only, setOnly] = useState(undefined);
  const roles = matrix.value?.roles ?? [];
  const exportButton = html`<button type="button" class="btn" disabled=${!matrix.value} onClick=${() => saveMatrix(matrix.value)}><${Icon} name="download" /> ${t("roles.export")}</button>`;
  return html`<${Page} title=${t("roles.title")} count=${matrix.value && roles.length} note=${t("roles.note")} actions=${exportButton} wide>
    ${matrix.error && !matrix.value ? html`<${ErrorState} error=${matrix.error} onRetry=${matrix.refresh} />` : !matrix.value ? html`<${Loading} rows=${12} />` : html`
      <${Apart} roles=${roles} />
      <div class="matrix-choice"><${Choice} label=${t("roles.only")} value=${only} onValue=${setOnly} empty=${t("roles.all")} options=${roles.map((role) => ({ value: role.code, label: say(role.title) }))} /></div>
      <${Matrix} roles=${only ? roles.filter((role) => role.code === only) : roles} permissions=${matrix.value.permissions} />`}
  <//>`;
}

function Apart({ roles }) {
  const three = roles.filter((role) => role.code in administrators);
  const titleOf = (code) => say(roles.find((role) => role.code === code)?.title ?? code);
  return html`<${Card} title=${t("roles.apart")}><p>${t("roles.apartText")}</p>
    <ul class="plain three">${three.map((role) => html`<li key=${role.code}><h3>${say(role.title)}</h3><p>${t(administrators[role.code])}</p>
      <p class="faint"><${Icon} name="close" size=${12} /> ${t("roles.excludes", { roles: role.excludes.map(titleOf).join(t("roles.separate")) })}</p></li>`)}</ul><//>`;
}

function Matrix({ roles, permissions }) {
  const other = language.get() === "zh" ? "en" : "zh";
  return html`<div class="table-frame matrix-frame" tabindex="0" role="region" aria-label=${t("roles.matrix")}><table class="matrix" data-test="matrix">
    <caption class="visually-hidden">${t("roles.matrix")}</caption>
    <thead><tr><th scope="col" class="matrix-corner">${t("roles.permission")}</th>
      ${roles.map((role) => html`<th scope="col" key=${role.code}><a href=${`/accounts?role=${role.code}`} title=${t("roles.holders", { role: say(role.title) })}>${say(role.title)}</a>
        <span class="matrix-other" lang=${other === "zh" ? "zh-CN" : "en"}>${role.title[other]}</span><span class="matrix-other">${t("roles.count", { count: role.permissions.length })}</span></th>`)}</tr></thead>
    ${grouped(permissions).map((group) => html`<tbody key=${group.title}><tr><th scope="rowgroup" colspan=${roles.length + 1} class="matrix-group"><span>${group.title}</span></th></tr>
      ${group.permissions.map((code) => html`<tr key=${code}><th scope="row" title=${`${permissionHint(code)} (${code})`}>${permissionName(code)}<span class="matrix-other" lang=${other === "zh" ? "zh-CN" : "en"}>${permissionPair(code)[other === "zh" ? 0 : 1]}</span></th>
        ${roles.map((role) => html`<${Cell} key=${role.code} has=${role.permissions.includes(code)} />`)}</tr>`)}</tbody>`)}
  </table></div>`;
}

const Cell = ({ has }) => html`<td class=${cx("matrix-cell", has && "has")}>${has
  ? html`<${Icon} name="check" /><span class="visually-hidden">${t("roles.has")}</span>`
  : html`<span aria-hidden="true">·</span><span class="visually-hidden">${t("roles.hasNot")}</span>`}</td>`;

function saveMatrix({ permissions, roles }) {
  const head = [t("roles.permission"), "", "", ...roles.map((role) => say(role.title))];
  const rows = grouped(permissions).flatMap((group) => group.permissions.map((code) => {
    const [zh, en] = permissionPair(code);
    return [zh, en, code, ...roles.map((role) => (role.permissions.includes(code) ? t("roles.has") : ""))];
  }));
  saveTable(t("roles.title"), [head, ...rows]);
}
