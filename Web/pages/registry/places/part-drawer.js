// One component beside the list: what it is, who answers for it, what became of it.
import { Fragment, html, useState } from "../../../kit/html.js";
import { list, read } from "../../../kit/api.js";
import { Copy } from "../../../kit/copy.js";
import { Drawer } from "../../../kit/drawer.js";
import { Time } from "../../../kit/format.js";
import { Icon } from "../../../kit/icons.js";
import { useLoad } from "../../../kit/load.js";
import { AreaName, OrganisationName } from "../../../kit/names.js";
import { Facts } from "../../../kit/page.js";
import { can } from "../../../kit/session.js";
import { ErrorState, Loading } from "../../../kit/states.js";
import { partStateName } from "../../../kit/terms.js";
import { t } from "../../../kit/texts.js";
import { PartForm } from "./part-form.js";

export function PartDrawer({ code, onClose, onChanged }) {
  const part = useLoad((signal) => (code ? read(`/parts/${code}`, null, { signal }) : null), [code]);
  const history = useLoad(async (signal) => (code ? (await list(`/parts/${code}/history`, {}, { signal })).items : []), [code, part.value?.version]);
  const [isEditing, setEditing] = useState(false);
  const found = part.value?.value;
  const done = () => {
    setEditing(false);
    part.refresh();
    onChanged();
  };
  return html`<${Drawer} open=${code} title=${found?.name ?? code} onClose=${onClose}>
    ${part.error && html`<${ErrorState} error=${part.error} onRetry=${part.refresh} />`}
    ${!found && !part.error && html`<${Loading} rows=${8} />`}
    ${found && html`<${Fragment}>
      <${Facts} items=${facts(found)} />
      <div class="row-wrap">
        ${can("registry.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setEditing(true)}><${Icon} name="edit" /> ${t("places.edit")}</button>`}
        <a class="btn" href=${`/?open=part:${found.code}`}><${Icon} name="map" /> ${t("parts.onMap")}</a>
        <a class="btn" href=${`/cases?part=${found.code}`}><${Icon} name="list" /> ${t("parts.cases")}</a>
      </div>
      <h3>${t("parts.history")}</h3>
      <ol class="findings">${(history.value ?? []).map((entry) => html`<li key=${entry.version}><${Time} at=${entry.at} /> ${entry.name} ${t(entry.kind === "created" ? "parts.created" : "parts.changed")}
        ${entry.changes.map((change) => html`<div class="faint" key=${change.field}>${t("parts.change", { field: fieldName(change.field), before: change.before ?? "—", after: change.after ?? "—" })}</div>`)}</li>`)}</ol>
      ${isEditing && html`<${PartForm} part=${found} version=${part.value.version} reload=${part.refresh} onClose=${() => setEditing(false)} onDone=${done} />`}
    <//>`}
  <//>`;
}

const facts = (part) => [
  [t("places.code"), html`<${Copy} text=${part.code} />`],
  [t("parts.state"), partStateName(part.state)],
  [t("responsibility.area"), html`<${AreaName} code=${part.area} />`],
  [t("parts.grid"), part.gridCode && html`<a href=${`/grids/${part.gridCode}`}>${part.gridCode}</a>`],
  [t("parts.authority"), part.authority && html`<${OrganisationName} id=${part.authority} link />`],
  [t("parts.owner"), part.owner && html`<${OrganisationName} id=${part.owner} link />`],
  [t("parts.maintainer"), part.maintainer && html`<${OrganisationName} id=${part.maintainer} link />`],
  [t("parts.installedOn"), part.installedOn],
  [t("parts.accuracy"), part.accuracy],
  [t("parts.note"), part.note],
].filter(([, value]) => value);

const fieldName = (field) => ({
  name: t("places.name"), state: t("parts.state"), place: t("parts.place"), authority: t("parts.authority"), owner: t("parts.owner"), maintainer: t("parts.maintainer"),
  note: t("parts.note"), accuracy: t("parts.accuracy"), installedOn: t("parts.installedOn"), gridCode: t("parts.grid"), area: t("responsibility.area"), dataSource: t("parts.dataSource"),
})[field] ?? field;
