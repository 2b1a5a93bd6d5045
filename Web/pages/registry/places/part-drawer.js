// One component beside the list: what it is, who answers for it, what became of it.
import { html, useState } from "../../../kit/html.js";
import { read } from "../../../kit/api.js";
import { Copy } from "../../../kit/copy.js";
import { Drawer } from "../../../kit/drawer.js";
import { Icon } from "../../../kit/icons.js";
import { useLoad } from "../../../kit/load.js";
import { AreaName, OrganisationName } from "../../../kit/names.js";
import { Facts } from "../../../kit/page.js";
import { can } from "../../../kit/session.js";
import { ErrorState, Loading } from "../../../kit/states.js";
import { partStateName } from "../../../kit/terms.js";
import { t } from "../../../kit/texts.js";
import { PartForm } from "./part-form.js";
import { PartHistory } from "./part-history.js";

export function PartDrawer({ code, onClose, onChanged }) {
  const part = useLoad((signal) => (code ? read(`/parts/${code}`, null, { signal }) : null), [code]);
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
    ${found && html`<div class="stack">
      <${Facts} items=${facts(found)} />
      <div class="row-wrap">
        ${can("registry.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setEditing(true)}><${Icon} name="edit" /> ${t("places.edit")}</button>`}
        <a class="btn" href=${`/?open=part:${found.code}`}><${Icon} name="map" /> ${t("parts.onMap")}</a>
        <a class="btn" href=${`/cases?part=${found.code}`}><${Icon} name="list" /> ${t("parts.cases")}</a>
      </div>
      <${PartHistory} code=${found.code} version=${found.version} />
      ${isEditing && html`<${PartForm} part=${found} version=${part.value.version} reload=${part.refresh} onClose=${() => setEditing(false)} onDone=${done} />`}
    </div>`}
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
