// Who could be sent to a place, the fittest first.
import { cx, html, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { driveWords, loadWords, Seen, UnitStatus } from "./words.js";

const atOnce = 100;
const shownAtFirst = 8;

/** Ranked anew when the place, the skills or the orders change; what is shown stays until then. */
export function useCandidates(place, skills = [], all = false) {
  const found = useLoad(async (signal) => {
    if (!place) return null;
    return get("/command/candidates", { lng: place.lng, lat: place.lat, skills, all: all || undefined, limit: atOnce }, { signal });
  }, [place?.lng, place?.lat, skills.join(), all]);
  useLive("command.order", found.refresh, { settle: 2000 });
  const last = useRef(null);
  last.current = place ? found.value ?? last.current : null;
  return { ...found, value: last.current };
}

/** `chosen` and `onFlip` make it a choice of several; `action(unit)` stands at the end of each row instead. */
export function Candidates({ found, place, chosen, onFlip, action, none }) {
  const [shown, setShown] = useState(shownAtFirst);
  if (!place) return html`<p class="faint">${t("dispatch.placeFirst")}</p>`;
  if (found.error && !found.loading) return html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`;
  if (!found.value) return html`<${Loading} rows=${6} />`;
  const { items, roads } = found.value;
  if (items.length === 0) return html`<p class="faint">${none ?? t("dispatch.noCandidates")}</p>`;
  const rows = items.filter(({ unit }, index) => index < shown || chosen?.includes(unit.id));
  return html`<ol class="plain candidates" aria-label=${t("dispatch.candidates")} aria-busy=${String(found.loading)}>${rows.map((each) => html`<${Candidate} key=${each.unit.id} candidate=${each}
      isChosen=${chosen?.includes(each.unit.id)} onFlip=${onFlip} action=${action} />`)}</ol>
    ${items.length > rows.length && html`<p><button type="button" class="btn btn-sm" onClick=${() => setShown(atOnce)}>${t("dispatch.moreCandidates", { count: number(items.length - rows.length) })}</button></p>`}
    <p class="form-hint faint">${roadsWords(items, roads)}</p>`;
}

function roadsWords(items, roads) {
  if (!roads) return t("dispatch.noRoads");
  return items.some(({ by }) => by === "road") ? t("dispatch.roadsOf", { name: roads }) : t("dispatch.noRoadsHere");
}

function Candidate({ candidate, isChosen, onFlip, action }) {
  const { unit, isFit, missing } = candidate;
  const words = html`<span class="candidate-words"><span class="candidate-head"><b>${unit.name}</b> <${UnitStatus} standing=${unit.standing} />${isFit && html` <span class="tag tag-accent"><${Icon} name="check" size=${12} /> ${t("dispatch.fit")}</span>`}</span>
    <span class="candidate-facts"><b>${driveWords(candidate)}</b><span>${t("units.load", { load: loadWords(unit) })}</span><span><${Seen} standing=${unit.standing} /></span>
      ${unit.skills.length > 0 && html`<span>${unit.skills.join(t("units.comma"))}</span>`}</span>
    ${missing.length > 0 && html`<span class="candidate-missing"><${Icon} name="warn" size=${14} /> ${t("dispatch.missing", { skills: missing.join(t("units.comma")) })}</span>`}</span>`;
  if (!onFlip) return html`<li class="candidate">${words}${action?.(unit)}</li>`;
  return html`<li><label class=${cx("candidate", isChosen && "is-chosen")}><input type="checkbox" class="form-check-input" checked=${isChosen} onChange=${() => onFlip(unit.id)} />${words}</label></li>`;
}
