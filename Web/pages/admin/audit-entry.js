// One audit entry in a drawer, with the ways on to what it is about.
import { html } from "../../kit/html.js";
import { Copy } from "../../kit/copy.js";
import { Drawer } from "../../kit/drawer.js";
import { fullTime } from "../../kit/format.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { Empty } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { actionName, detailName, detailValue, objectName, outcomeName } from "./audit-words.js";

export function EntryDrawer({ number, entry, names, roles, onClose }) {
  return html`<${Drawer} open=${number} title=${t("audit.entry", { number })} onClose=${onClose} actions=${entry && html`<${Ways} entry=${entry} />`}>
    ${entry ? html`<${Entry} entry=${entry} names=${names} roles=${roles} />` : html`<${Empty} icon="log" title=${t("audit.none")} text=${t("audit.noneHint")} />`}<//>`;
}

function Entry({ entry, names, roles }) {
  const details = Object.entries(entry.detail);
  return html`<${Facts} items=${[
      [t("audit.at"), fullTime(entry.at)],
      [t("audit.who"), entry.accountName],
      [t("audit.action"), html`${actionName(entry.action)} <span class="code faint">${entry.action}</span>`],
      entry.objectKind && [t("audit.object"), html`<span class="faint">${objectName(entry.objectKind)}</span> <${ObjectLink} entry=${entry} name=${names.get(entry.objectID)} />`],
      [t("audit.outcome"), outcomeName(entry.outcome)],
      [t("audit.area"), html`<${AreaName} code=${entry.area} />`],
      [t("audit.address"), entry.remoteAddress || t("audit.inside")],
    ]} />
    <h3 class="drawer-part">${t("audit.detail")}</h3>
    ${details.length === 0 ? html`<p class="faint">${t("audit.noDetail")}</p>` : html`<${Facts} items=${details.map(([key, value]) => [detailName(key), html`<${Detail} name=${key} value=${value} roles=${roles} />`])} />`}
    <h3 class="drawer-part">${t("audit.hash")}</h3>
    <p class="hash"><${Copy} text=${entry.hash} /></p>
    ${entry.requestID && html`<h3 class="drawer-part">${t("audit.request")}</h3><p class="hash"><${Copy} text=${entry.requestID} /></p>`}`;
}

function Detail({ name, value, roles }) {
  if (name === "area") return html`<${AreaName} code=${value} />`;
  if (name === "organisation") return html`<${OrganisationName} id=${value} />`;
  return html`${detailValue(name, value, roles)}`;
}

function ObjectLink({ entry, name }) {
  const words = name ?? entry.objectID;
  if (entry.objectKind === "account" && can("account.read")) return html`<a href=${`/accounts/${entry.objectID}`}>${words}</a>`;
  if (entry.objectKind === "case" && can("case.read")) return html`<a href=${`/cases/${entry.objectID}`}>${words}</a>`;
  return html`${words}`;
}

function Ways({ entry }) {
  return html`${entry.objectID && html`<a class="btn" href=${`/audit?object=${encodeURIComponent(`${entry.objectKind}:${entry.objectID}`)}`}>${t("audit.sameObject")}</a>`}
    ${entry.account && html`<a class="btn" href=${`/audit?account=${encodeURIComponent(entry.account)}`}>${t("audit.sameAccount")}</a>`}`;
}
