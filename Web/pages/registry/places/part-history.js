// What became of a component: who changed what, in the words of the registry.
import { html } from "../../../kit/html.js";
import { list } from "../../../kit/api.js";
import { Time } from "../../../kit/format.js";
import { useLoad } from "../../../kit/load.js";
import { AreaName, OrganisationName } from "../../../kit/names.js";
import { partStateName } from "../../../kit/terms.js";
import { t } from "../../../kit/texts.js";

export function PartHistory({ code, version }) {
  const history = useLoad(async (signal) => (await list(`/parts/${code}/history`, {}, { signal })).items, [code, version]);
  return html`<h3>${t("parts.history")}</h3>
    ${history.value?.length === 0 && html`<p class="faint">${t("parts.noHistory")}</p>`}
    <ol class="changes">${(history.value ?? []).map((entry) => html`<li key=${entry.version}>
      <p><${Time} at=${entry.at} /> ${entry.name} ${t(entry.kind === "created" ? "parts.created" : "parts.changed")}</p>
      ${entry.changes.map((change) => html`<p key=${change.field}><span class="faint">${fieldName(change.field)}</span> <${Value} field=${change.field} text=${change.before} /> → <${Value} field=${change.field} text=${change.after} /></p>`)}</li>`)}</ol>`;
}

const organisations = ["authority", "owner", "maintainer"];

function Value({ field, text }) {
  if (!text) return "—";
  if (field === "state") return partStateName(text);
  if (field === "dataSource") return sourceNames()[text] ?? text;
  if (field === "area") return html`<${AreaName} code=${text} />`;
  return organisations.includes(field) ? html`<${OrganisationName} id=${text} />` : text;
}

export const sourceNames = () => ({ measured: t("parts.measured"), map: t("parts.fromMap"), other: t("parts.other") });

const fieldName = (field) => ({
  name: t("places.name"), state: t("parts.state"), lng: t("parts.lng"), lat: t("parts.lat"), authority: t("parts.authority"), owner: t("parts.owner"), maintainer: t("parts.maintainer"),
  note: t("parts.note"), accuracy: t("parts.accuracy"), installedOn: t("parts.installedOn"), changedOn: t("parts.changedOn"), gridCode: t("parts.grid"), area: t("responsibility.area"),
  dataSource: t("parts.dataSource"), edition: t("parts.edition"),
})[field] ?? field;
