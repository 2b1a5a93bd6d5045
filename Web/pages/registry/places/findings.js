// What the checks of grids found: in words, with the place on the map and the grids that it is about.
import { html } from "../../../kit/html.js";
import { AreaName } from "../../../kit/names.js";
import { say, t } from "../../../kit/texts.js";

const shownMost = 100;

/** `items`: findings of the server, each with the `area` that it belongs to where several areas were looked at. */
export const Findings = ({ items }) => html`<ul class="findings">${items.slice(0, shownMost).map((finding, index) => html`<li key=${index}>
  ${finding.area && html`<strong><${AreaName} code=${finding.area} /></strong> `}${say(finding.message)}
  ${finding.at && html` <a href=${`/?at=${finding.at.lng},${finding.at.lat}`}>${t("places.map")}</a>`}
  ${finding.gridCodes.map((code) => html` <a key=${code} class="code" href=${`/grids/${code}`}>${code}</a>`)}</li>`)}</ul>`;
