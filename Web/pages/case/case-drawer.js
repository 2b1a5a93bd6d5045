// A case beside a list: enough to decide, and the actions in place.
import { html } from "../../kit/html.js";
import { Drawer } from "../../kit/drawer.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";
import { ActionPanel } from "./action-panel.js";
import { StateBadges } from "./badges.js";
import { Clocks } from "./clocks.js";
import { Summary } from "./facts.js";
import { PhotoGrid } from "../../kit/photos.js";
import { useCase } from "./use-case.js";

/** `onDone(item)` comes after an action; `foot` stands below all. */
export function CaseDrawer({ number, onClose, onDone, foot }) {
  return html`<${Drawer} open=${number} title=${number} href=${`/cases/${number}`} width=${460} onClose=${onClose}>
    <${Body} key=${number} number=${number} onDone=${onDone} foot=${foot} /><//>`;
}

function Body({ number, onDone, foot }) {
  const data = useCase(number);
  if (!data.item && data.error) return html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />`;
  if (!data.item) return html`<${Loading} rows=${8} height=${480} />`;
  const { item } = data;
  return html`<p><${StateBadges} row=${item.row} /></p>
    <section aria-label=${t("case.act")} class="drawer-act"><${ActionPanel} data=${data} onDone=${onDone} keys=${true} /></section>
    <${Clocks} data=${data} />
    <h3>${say(item.row.smallClass?.name) || t("case.what")}</h3>
    <${Summary} item=${item} />
    ${item.photos.length > 0 && html`<${PhotoGrid} photos=${item.photos} />`}
    ${foot}`;
}
