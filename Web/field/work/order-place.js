// Where an order leads: the way there from where one is, and the phone's own navigation.
import { html, useEffect, useMemo, useState } from "../../kit/html.js";
import { metres } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { ground, loadAround } from "../ground.js";
import { FieldMap } from "../map/field-map.js";
import { distanceM, usePosition } from "../position.js";
import { Over } from "./over.js";

export function OrderPlace({ order }) {
  const [phone] = usePosition();
  const [isLarge, setLarge] = useState(false);
  const { place } = order;
  useEffect(() => {
    if (place) loadAround([place]);
  }, [order.id]);
  if (!place) return order.address ? html`<section class="field-section" aria-label=${t("field.where.label")}><p class="field-order-address">${order.address}</p></section>` : null;
  const away = phone && distanceM(place, phone);
  return html`<section class="field-section" aria-label=${t("field.where.label")}>
    <${WayMap} place=${place} phone=${phone} still=${true} className="field-task-map" />
    <div class="field-where-line"><p class="field-order-address">${order.address || t("field.order.placeOnly")}${away > 0 && html`<span class="faint"> · ${t("field.order.away", { distance: metres(away) })}</span>`}</p>
      <button type="button" class="btn" onClick=${() => setLarge(true)}><${Icon} name="map" /> ${t("field.task.onMap")}</button>
      <a class="btn" href=${`geo:${place.lat},${place.lng}?q=${place.lat},${place.lng}`} rel="noreferrer"><${Icon} name="locate" /> ${t("field.task.route")}</a></div>
    ${isLarge && html`<${Over} label=${t("field.order.map")} onClose=${() => setLarge(false)}><${WayMap} place=${place} phone=${phone} />
      <div class="field-over-foot"><p>${order.address}${away > 0 && ` · ${metres(away)}`}</p><button type="button" class="btn btn-primary field-wide" onClick=${() => setLarge(false)}>${t("field.back")}</button></div><//>`}
  </section>`;
}

function WayMap({ place, phone, still = false, className }) {
  const known = useStore(ground);
  const [first, setFirst] = useState(null);
  useEffect(() => {
    if (phone && !first) setFirst(phone);
  }, [phone?.at]);
  // The look is set once; the line follows.
  const fit = useMemo(() => (first ? [place, first] : null), [first, place.lng, place.lat]);
  return html`<${FieldMap} label=${phone ? t("field.order.mapWay", { distance: metres(distanceM(place, phone)) }) : t("field.order.map")} center=${place} fit=${fit} padding=${still ? 52 : 88} me=${phone} pin=${place} way=${phone ? [phone, place] : null}
    parts=${still ? [] : [...known.parts.values()]} still=${still} zoom=${16} className=${className} />`;
}
