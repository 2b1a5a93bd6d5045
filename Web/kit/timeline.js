// Who did what to whom, when, with their words and photos. What the machine did is quieter.
import { cx, html } from "./html.js";
import { fullTime, time } from "./format.js";
import { Icon } from "./icons.js";
import { PhotoGrid } from "./photos.js";
import { roleName } from "./terms.js";
import { say, t } from "./texts.js";

const machineActions = ["report", "import", "route", "merge_in"];

/** An entry of a case's history as the timeline shows it. */
export function caseEntry(entry) {
  const receiver = say(entry.receiver?.name) || entry.receiverAccountName || roleName(entry.receiverRole);
  return {
    id: entry.position, at: entry.at, actor: say(entry.actorName), role: roleName(entry.actorRole), title: say(entry.name),
    to: receiver, text: entry.opinion, machine: !entry.actorRole && machineActions.includes(entry.action), data: entry.data,
    photos: (entry.data?.photos ?? "").split(",").filter(Boolean).map((media) => ({ media })),
  };
}

export function Timeline({ entries, label }) {
  return html`<ol class="timeline" aria-label=${label ?? t("timeline.label")}>
    ${entries.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} />`)}
  </ol>`;
}

function Entry({ entry }) {
  return html`<li class=${cx("entry", entry.machine && "entry-machine")}>
    <span class=${cx("entry-dot", entry.tone && `entry-${entry.tone}`)} aria-hidden="true">${entry.icon && html`<${Icon} name=${entry.icon} size=${12} />`}</span>
    <div class="entry-head">
      <span class="entry-title">${entry.title}</span>
      <span class="entry-who">${entry.actor}${entry.role && html` <span class="faint">${entry.role}</span>`}
        ${entry.to && html`<span class="entry-to"><${Icon} name="right" size=${12} /> ${entry.to}</span>`}</span>
      <time datetime=${entry.at} title=${fullTime(entry.at)}>${time(entry.at)}</time>
    </div>
    ${entry.text && html`<p class="entry-text">${entry.text}</p>`}
    ${entry.photos?.length > 0 && html`<${PhotoGrid} photos=${entry.photos} small=${true} />`}
    ${entry.detail}
  </li>`;
}
