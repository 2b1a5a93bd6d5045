// A case's state in words, and what sets it apart from the others.
import { html } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { Lamp } from "../../kit/lamp.js";
import { hasEnded, supervisionName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";

export const StateBadge = ({ row }) => html`<span class=${`badge-state ${hasEnded(row.state) ? "ended" : ""}`}>${say(row.stateName)}</span>`;

/** Urgent and supervised are rare and must be seen; what is usual is not said. */
export function Marks({ row }) {
  return html`${row.urgent && html`<span class="case-mark"><${Icon} name="flag" size=${12} /> ${t("case.urgent")}</span>`}
    ${row.supervision !== "none" && html`<span class="case-mark"><${Icon} name="bell" size=${12} /> ${supervisionName(row.supervision)}</span>`}`;
}

export function StateBadges({ row }) {
  return html`<span class="badges"><${StateBadge} row=${row} />${!hasEnded(row.state) && html`<${Lamp} lamp=${row.lamp} />`}<${Marks} row=${row} /></span>`;
}
