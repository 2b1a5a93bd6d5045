// Which part: those around the place, so that a damaged lamp is reported with its code.
import { html, useEffect, useState } from "../../kit/html.js";
import { metres } from "../../kit/format.js";
import { partStateName } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { findClass } from "../classes.js";
import { keptNear, partsNear } from "../ground.js";

const radiusM = 60;
const shownMax = 6;

/** The parts near a place: of the class that was chosen if it is one of parts, else of all. */
function useNear(place, key) {
  const [found, setFound] = useState([]);
  const at = place && `${place.lng.toFixed(4)},${place.lat.toFixed(4)}`;
  const wanted = key?.startsWith("component/") ? key : undefined;
  useEffect(() => {
    if (!place) return undefined;
    let isGone = false;
    setFound(keptNear(place, radiusM, shownMax, wanted));
    const timer = setTimeout(() => partsNear(place, { radius: radiusM, limit: shownMax, key: wanted }).then((near) => !isGone && setFound(near)), 300);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [at, wanted]);
  return found;
}

/** `onPart(part | null)`. Not shown for events: nothing stands there that would have a code. */
export function WhichField({ place, smallClass, value, onPart }) {
  const near = useNear(place, smallClass);
  if (smallClass?.startsWith("event/") || (!near.length && !value)) return null;
  const shown = value && !near.some(({ part }) => part.code === value) ? [{ part: { code: value, name: "" }, distanceM: null }, ...near] : near;
  return html`<section class="field-section" aria-label=${t("field.which.label")}>
    <h2>${t("field.which.label")}</h2>
    <div class="field-options" role="radiogroup" aria-label=${t("field.which.label")}>
      ${shown.map(({ part, distanceM }) => html`<button type="button" role="radio" key=${part.code} class="field-option" aria-checked=${String(part.code === value)} onClick=${() => onPart(part.code === value ? null : part)}>
        <span>${say(findClass(part.key ?? "")?.name) || part.name} <span class="code">${part.code}</span></span>
        <span class="faint">${[distanceM !== null && metres(distanceM), part.state && part.state !== "intact" && partStateName(part.state)].filter(Boolean).join(" · ")}</span></button>`)}
      <button type="button" role="radio" class="field-option" aria-checked=${String(!value)} onClick=${() => onPart(null)}><span>${t("field.which.none")}</span></button>
    </div></section>`;
}
