// Where it is: an address, a part's code, a grid or a point of the map; the registry says whose it is.
import { cx, html, useEffect, useRef, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Field } from "../../kit/form.js";
import { coordinates } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { nameOf, say, t } from "../../kit/texts.js";
import { isComposing } from "./keys.js";

const pauseMS = 180;

/** `110.80812, 32.59421`, as people copy it from maps. */
export function coordinateOf(text) {
  const found = /^\s*(\d{2,3}\.\d+)\s*[,，\s]\s*(\d{1,2}\.\d+)\s*$/.exec(text ?? "");
  return found ? { lng: Number(found[1]), lat: Number(found[2]) } : null;
}

async function search(text, signal) {
  const point = coordinateOf(text);
  if (point) return [{ kind: "point", id: text, title: t("intake.coordinates"), detail: coordinates(point.lng, point.lat), place: point }];
  const { items } = await get("/search", { text, limit: 6 }, { signal });
  return items.map((item) => ({ kind: item.kind, id: item.id, title: say(item.title), detail: say(item.detail), place: placeOf(item), bounds: item.bounds, address: item.detail?.zh }))
    .filter((item, index, all) => item.place && (item.kind !== "case" || all.findIndex((each) => each.address === item.address) === index));
}

function placeOf({ lng, lat, bounds }) {
  if (lng !== undefined && lat !== undefined) return { lng, lat };
  return bounds ? { lng: (bounds[0] + bounds[2]) / 2, lat: (bounds[1] + bounds[3]) / 2 } : null;
}

const kindName = (kind) => ({
  case: t("intake.found.case"), part: t("intake.found.part"), grid: t("intake.found.grid"), area: t("intake.found.area"),
  responsibility_grid: t("intake.found.responsibilityGrid"), organisation: t("intake.found.organisation"), point: t("intake.found.point"),
})[kind] ?? "";

/** `onPlace({ place, bounds, part, address, isRough })`. Enter without a choice goes on (`onNext`). */
/** `known` says where the place lies that was chosen without an address. */
export function PlaceSearch({ draft, onPlace, onNext, known }) {
  const box = usePlaces(draft.values.address);
  const root = useRef(null);
  const error = draft.errors.place || draft.errors["place.lng"] || draft.errors["place.lat"] || draft.errors.part || null;
  const message = error === "place" ? t("intake.placeMissing") : error;

  const choose = (option) => {
    box.close();
    if (!option) return;
    if (option.kind === "case") draft.set("address", option.address ?? draft.values.address);
    else if (option.kind !== "point") draft.set("address", option.kind === "part" ? `${option.title} ${option.id}` : option.title);
    else draft.set("address", "");
    onPlace({ place: option.place, bounds: option.bounds, part: option.kind === "part" ? option.id : "", isRough: ["area", "grid", "responsibility_grid"].includes(option.kind) });
  };
  const keys = (event) => {
    if (isComposing(event)) return;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && box.options.length) {
      event.preventDefault();
      box.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      event.stopPropagation();
      if (box.isOpen && box.options[box.at]) choose(box.options[box.at]);
      else onNext();
    } else if (event.key === "Escape" && box.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      box.close();
    }
  };
  const type = (event) => {
    draft.set("address", event.target.value);
    box.type(event.target.value);
  };
  const leave = (event) => !root.current?.contains(event.relatedTarget) && box.close();
  return html`<${Field} id="intake-place" name="place" label=${t("intake.place")} required error=${message}>
    <div class="combo" ref=${root} onfocusout=${leave}>
      <input class="form-control" id="intake-place" type="text" role="combobox" autocomplete="off" spellcheck=${false} aria-autocomplete="list" aria-required="true" maxlength="200"
        aria-expanded=${String(box.isOpen)} aria-controls="intake-place-list" placeholder=${known || t("intake.placeHint")} aria-describedby=${message ? "intake-place-error" : undefined} aria-invalid=${message ? "true" : undefined}
        aria-activedescendant=${box.isOpen && box.options[box.at] ? `intake-place-${box.at}` : undefined} value=${draft.values.address} onInput=${type} onKeyDown=${keys} />
      ${box.isOpen && html`<ul class="combo-list" role="listbox" id="intake-place-list" aria-label=${t("intake.place")}>
        ${box.options.map((option, index) => html`<li key=${`${option.kind}${option.id}`} id=${`intake-place-${index}`} role="option" aria-selected=${String(index === box.at)} class=${cx(index === box.at && "is-active")}
          onPointerDown=${(event) => event.preventDefault()} onClick=${() => choose(option)}><span class="place-kind">${kindName(option.kind)}</span><span class="grow">${option.kind === "case" ? option.address : option.title}</span><span class="combo-detail">${option.kind === "case" ? option.title : option.detail}</span></li>`)}
        ${box.options.length === 0 && html`<li class="combo-none" role="presentation">${box.error ? box.error.message : t("intake.placeNone")}</li>`}
      </ul>`}
    </div><//>`;
}

function usePlaces() {
  const [state, setState] = useState({ options: [], at: 0, isOpen: false, error: null });
  const running = useRef(null);
  const timer = useRef(null);
  const stop = () => {
    clearTimeout(timer.current);
    running.current?.abort();
  };
  useEffect(() => stop, []);
  const run = async (text) => {
    running.current = new AbortController();
    const { signal } = running.current;
    try {
      const options = await search(text, signal);
      if (!signal.aborted) setState({ options, at: 0, isOpen: true, error: null });
    } catch (error) {
      if (!signal.aborted) setState({ options: [], at: 0, isOpen: true, error });
    }
  };
  return {
    ...state,
    type(text) {
      stop();
      if (text.trim().length < 2) return setState({ options: [], at: 0, isOpen: false, error: null });
      timer.current = setTimeout(() => run(text.trim()), pauseMS);
      return undefined;
    },
    move: (step) => setState((old) => ({ ...old, isOpen: true, at: (old.at + step + old.options.length) % old.options.length })),
    close() {
      stop();
      setState((old) => ({ ...old, isOpen: false }));
    },
  };
}

/** The grid at a place and who answers for it. */
export function usePlaceFacts(place) {
  const key = place ? `${place.lng},${place.lat}` : null;
  return useLoad(async (signal) => (place ? get("/places", { lng: place.lng, lat: place.lat }, { signal }) : null), [key]);
}

// “茅塔乡第2社区” says already that it is in 茅塔乡.
const without = (areas, name) => areas.filter((area, index) => !areas[index + 1] || !name(areas[index + 1]).startsWith(name(area)));

/** What an address is called that nobody gave: county, street and community. */
export const areaAddress = (facts) => without((facts?.areas ?? []).filter((area) => area.level !== "city"), (area) => area.name).map((area) => area.name).join("");

export function PlaceFacts({ place, facts, isRough }) {
  if (!place) return html`<p class="place-facts faint">${t("intake.mapHint")}</p>`;
  if (facts.error) return html`<p class="place-facts field-error" role="alert">${facts.error.message}</p>`;
  if (!facts.value) return html`<p class="place-facts faint">${t("common.loading")}</p>`;
  const { areas, gridCode, responsible } = facts.value;
  return html`<div class="place-facts" aria-live="polite">
    <p><strong>${without(areas.slice(-2), nameOf).map(nameOf).join(" ")}</strong> ${gridCode ? html`<span class="code">${t("intake.grid", { code: gridCode })}</span>` : html`<span class="faint">${t("intake.noGrid")}</span>`}</p>
    ${isRough && html`<p class="place-rough">${t("intake.rough")}</p>`}
    ${responsible.map((each) => html`<p key=${each.id}>${t("intake.responsible", { name: each.owner?.name ?? each.name, organisation: each.organisation?.name ?? "" })}${each.collectors.length > 0 && html` <span class="faint">${t("intake.collectors", { names: each.collectors.slice(0, 4).map((person) => person.name).join("、") })}</span>`}</p>`)}
    ${responsible.length === 0 && html`<p class="faint">${t("intake.noResponsible")}</p>`}
  </div>`;
}
