// Somebody else changed the case first: what they did, before one's own words go on.
import { html } from "../../kit/html.js";
import { time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { roleName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";

/** `entries`: what came since one began. `onAgree` takes the new state; without it the action is no longer possible. */
export function Conflict({ entries, onAgree, item, children }) {
  return html`<div class="conflict" role="alert"><${Icon} name="people" /><div>
    <p class="conflict-title">${onAgree ? t("case.conflict.title") : t("case.conflict.gone", { state: say(item.row.stateName) })}</p>
    <ul class="plain">${entries.map((entry) => html`<li key=${entry.position}>
      <b>${entry.actorName}</b> <span class="faint">${roleName(entry.actorRole)} ${time(entry.at)}</span> ${say(entry.name)}${entry.opinion && html`：“${entry.opinion}”`}</li>`)}</ul>
    <p>${onAgree ? t("case.conflict.kept") : t("case.conflict.keptWords")}</p>
    ${onAgree && html`<button type="button" class="btn btn-sm" onClick=${onAgree}>${t("case.conflict.goOn")}</button>`}
    ${children}</div></div>`;
}
