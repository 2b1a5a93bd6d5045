// Whom to telephone: the units of the vehicles that were chosen, with their people's numbers.
import { html } from "../../kit/html.js";
import { Dialog } from "../../kit/dialog.js";
import { t } from "../../kit/texts.js";
import { Members, UnitStatus } from "../dispatch/words.js";
import { unitOf } from "./command.js";

export function CallList({ rows, units, onClose }) {
  const found = new Map();
  for (const { id } of rows) {
    const unit = unitOf(units, id);
    if (unit) found.set(unit.id, unit);
  }
  const others = rows.filter(({ id }) => !unitOf(units, id));
  return html`<${Dialog} open title=${t("fleet.callList")} onClose=${onClose}>
    ${found.size === 0 && html`<p class="faint">${t("fleet.callNone")}</p>`}
    <ul class="plain call-list">${[...found.values()].map((unit) => html`<li key=${unit.id}><p class="row-wrap"><a href=${`/units/${unit.id}`}><b>${unit.name}</b></a><${UnitStatus} standing=${unit.standing} /></p><${Members} members=${unit.members} />${!unit.members.some(({ phone }) => phone) && html`<p class="faint">${t("fleet.callNoPhone")}</p>`}</li>`)}</ul>
    ${others.length > 0 && html`<p class="faint">${t("fleet.callOthers", { names: others.map(({ name }) => name).join(t("units.comma")) })}</p>`}<//>`;
}
