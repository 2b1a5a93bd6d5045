// Whom to send: units ranked for the place and the skills, the fittest chosen already.
import { html, useEffect, useId, useRef, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { ago, metres, number } from "../../kit/format.js";
import { Field } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, t } from "../../kit/texts.js";

const shownMax = 30;

/** By the way to the place; without a place those that are free, by their skills. */
async function candidatesFor(place, skills, isAll, signal) {
  if (place) return (await get("/command/candidates", { lng: place.lng, lat: place.lat, skills, all: isAll || undefined, limit: shownMax }, { signal })).items;
  const { items } = await list("/command/units", { active: true, status: isAll ? undefined : "free", limit: 200 }, { signal });
  const rows = items.map((unit) => ({ unit, missing: skills.filter((skill) => !unit.skills.includes(skill)) }));
  return rows.map((row) => ({ ...row, isFit: row.missing.length === 0 && row.unit.standing.status === "free" })).sort((one, other) => one.missing.length - other.missing.length).slice(0, shownMax);
}

// As the server chooses for automatic steps: free and with the skills, even where the position is not of late.
const isSendable = ({ unit, missing }) => missing.length === 0 && unit.standing.status === "free";

export function UnitsField({ form, incident, step, isMore }) {
  const id = useId("units");
  const { units: wanted, skills } = step.content;
  const [isAll, setAll] = useState(false);
  const found = useLoad((signal) => candidatesFor(incident.place, skills, isAll, signal), [isAll]);
  const isSuggested = useRef(isMore);
  const chosen = form.values.units;
  useEffect(() => {
    if (!found.value || isSuggested.current) return;
    isSuggested.current = true;
    form.set("units", found.value.filter(isSendable).slice(0, wanted).map(({ unit }) => unit.id));
  }, [found.value]);
  const flip = (unit) => form.set("units", chosen.includes(unit) ? chosen.filter((each) => each !== unit) : [...chosen, unit]);
  const told = wanted > 0 && !isMore ? t("incidentPick.chosen", { count: number(chosen.length), wanted: number(wanted) }) : t("incidentPick.chosenOnly", { count: number(chosen.length) });
  return html`<${Field} id=${id} group name="units" label=${t("incidentPick.units")} hint=${t(incident.place ? "incidentPick.unitsNote" : "incidentPick.unitsNoPlace")} error=${form.errorAt("units")}>
    <div class="pick-head"><span role="status">${told}</span><label class="check"><input type="checkbox" class="form-check-input" checked=${isAll} onChange=${(event) => setAll(event.target.checked)} /><span>${t("incidentPick.all")}</span></label></div>
    ${found.error ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !found.value ? html`<${Loading} rows=${4} />`
      : found.value.length === 0 ? html`<p class="faint">${t("incidentPick.none")}</p>` : html`<ul class="plain pick-list" tabindex="0" aria-label=${t("incidentPick.units")}>${found.value.map((each) => html`<${Candidate} key=${each.unit.id} candidate=${each} isChosen=${chosen.includes(each.unit.id)} onFlip=${() => flip(each.unit.id)} />`)}</ul>`}<//>`;
}

function Candidate({ candidate, isChosen, onFlip }) {
  const { unit, missing, isFit } = candidate;
  const busy = unit.standing.openOrders;
  return html`<li><label class="pick"><input type="checkbox" class="form-check-input" checked=${isChosen} onChange=${onFlip} />
    <span class="pick-words"><span class="pick-name"><b>${unit.name}</b>${isFit && html`<span class="pick-fit"><${Icon} name="check" size=${12} /> ${t("incidentPick.fit")}</span>`}<span class="faint">${say(unit.standing.statusName)}${busy > 0 && ` · ${t("incidentPick.orders", { count: number(busy) })}`}</span></span>
      <span class="faint">${[...unit.skills, missing.length > 0 && t("incidentPick.missing", { skills: missing.join(t("plans.comma")) })].filter(Boolean).join(" · ")}</span></span>
    <span class="pick-far">${html`<${Way} candidate=${candidate} />`}</span></label></li>`;
}

function Way({ candidate: { unit, distanceM, seconds, by, isFit } }) {
  if (distanceM === undefined) return html`<span class="faint">${t("incidentPick.unknown")}</span>`;
  const minutes = number(Math.max(1, Math.round(seconds / 60)));
  return html`<b>${metres(distanceM)}</b><span class="faint">${t(by === "road" ? "incidentPick.byRoad" : "incidentPick.byLine", { minutes })}</span>
    ${!isFit && unit.standing.placedAt && html`<span class="faint">${t("incidentPick.placedAt", { time: ago(unit.standing.placedAt) })}</span>`}`;
}
