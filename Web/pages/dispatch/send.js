// Sending an order: where and what, who could go, and whom one chooses.
import "./setup.js";
import { html, useEffect, useState } from "../../kit/html.js";
import { get, send } from "../../kit/api.js";
import { Checkbox, Form, FormActions, TextArea, TextField, useForm } from "../../kit/form.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { back, go, useQuery } from "../../kit/router.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { areaAddress, PlaceSearch, usePlaceFacts } from "../intake/place.js";
import intakeTexts from "../../texts/intake.js";
import { Candidates, useCandidates } from "./candidates.js";
import { PriorityFields, SkillTicks, timesOf } from "./send-fields.js";
import { SendMap } from "./send-map.js";
import { About } from "./words.js";

add(intakeTexts);
await stylesheet(new URL("../../styles/intake.css", import.meta.url));

const titleMax = 60;

/** What other pages hand over: the place, what it is about, whom. */
function known(query) {
  const [kind, ...rest] = (query.about ?? "").split(":");
  const [lng, lat] = [Number(query.lng), Number(query.lat)];
  return {
    about: rest.length ? { kind, id: rest.join(":"), name: query.name } : null,
    place: lng && lat ? { lng, lat } : null,
    title: (query.title ?? "").slice(0, titleMax), address: query.address ?? "", units: query.unit ? [query.unit] : [],
  };
}

const check = ({ title, place, units }) => ({
  title: title.trim() ? null : t("form.required"), place: place ? null : "place", units: units.length ? null : t("dispatch.unitsMissing"),
});

export default function SendPage() {
  const [query] = useQuery();
  const [{ about, ...begin }] = useState(() => known(query));
  const [skills, setSkills] = useState([]);
  const [all, setAll] = useState(false);
  const named = useNamed(begin.units[0], setAll);
  const [fit, setFit] = useState(begin.place ? { place: begin.place } : null);
  const form = useForm({
    initial: { ...begin, words: "", priority: about?.kind === "help" ? "urgent" : "normal", times: { ...timesOf[about?.kind === "help" ? "urgent" : "normal"] } },
    check, submit: (values, { key }) => send("POST", "/command/orders", bodyOf(values, about, facts.value), { key }), done: ({ value }) => sent(value.items, about),
  });
  const { place, units } = form.values;
  const facts = usePlaceFacts(place);
  const found = useCandidates(place, skills, all);
  useKeptChoice(form, found.value, named);
  const takePlace = (option) => {
    form.set("place", option.place);
    setFit(option);
  };
  const flip = (id) => form.set("units", units.includes(id) ? units.filter((each) => each !== id) : [...units, id]);
  const focusTitle = () => form.element.current?.querySelector("[data-field=title] input")?.focus();
  return html`<${Page} wide title=${t("dispatch.send")} crumbs=${[{ href: "/dispatch", title: t("dispatch.title") }]} note=${about && html`<${About} about=${about} />`}>
    <div class="send-page"><${Form} form=${form} label=${t("dispatch.send")}><div class="send">
      <div class="send-fields">
        <${PlaceSearch} draft=${form} onPlace=${takePlace} onNext=${focusTitle} known=${place && areaAddress(facts.value)} />
        <${TextField} form=${form} name="title" label=${t("dispatch.orderTitle")} max=${titleMax} placeholder=${t("dispatch.titleHint")} required />
        <${TextArea} form=${form} name="words" label=${t("dispatch.words")} rows=${3} max=${1000} optional />
        <${PriorityFields} form=${form} />
        <${SkillTicks} chosen=${skills} onValue=${setSkills} />
      </div>
      <div class="send-side">
        <${SendMap} place=${place} fit=${fit} items=${found.value?.items} chosen=${units} onPoint=${(point) => form.set("place", point)} />
        <section class="panel" aria-label=${t("dispatch.candidates")} data-field="units"><header class="panel-head"><h2>${t("dispatch.candidates")}</h2>
            <${Checkbox} label=${t("dispatch.alsoOffDuty")} value=${all} onValue=${setAll} /></header>
          <div class="panel-body">${form.errors.units && html`<p class="field-error" role="alert"><${Icon} name="error" /> ${form.errors.units}</p>`}
            ${!place && units.length > 0 && named.value && html`<p><b>${t("dispatch.chosen", { name: named.value.name })}</b></p>`}
            <${Candidates} found=${found} place=${place} chosen=${units} onFlip=${flip} none=${t(all ? "dispatch.noUnits" : "dispatch.noCandidates")} /></div></section>
      </div>
      <div class="send-actions"><${FormActions} form=${form} label=${units.length > 1 ? t("dispatch.sendTo", { count: number(units.length) }) : t("dispatch.sendNow")} onCancel=${() => back("/dispatch")} /></div>
    </div><//></div><//>`;
}

const bodyOf = ({ units, title, words, priority, place, address, times }, about, facts) => ({
  units, title: title.trim(), words: words.trim(), priority, place, address: (address.trim() || areaAddress(facts)).slice(0, 120), times, about: about ?? undefined,
});

/** The unit that another page named; where it is off duty, all are shown. */
function useNamed(id, setAll) {
  const found = useLoad((signal) => (id ? get(`/command/units/${id}`, null, { signal }) : null), [id]);
  useEffect(() => {
    if (found.value?.standing.status === "off_duty") setAll(true);
  }, [found.value]);
  return { ...found, isOffDuty: found.value?.standing.status === "off_duty" };
}

/** Nobody is sent who is not seen: who left the list is no longer chosen. */
function useKeptChoice(form, value, named) {
  useEffect(() => {
    if (!value || named.loading) return;
    // The list with those off duty is on its way.
    if (named.isOffDuty && !value.items.some(({ unit }) => unit.standing.status === "off_duty")) return;
    const there = new Set(value.items.map(({ unit }) => unit.id));
    const kept = form.values.units.filter((id) => there.has(id));
    if (kept.length < form.values.units.length) form.set("units", kept);
  }, [value, named.loading]);
}

function sent(orders, about) {
  toast(orders.length === 1 ? t("dispatch.sentOne", { unit: orders[0].unitName }) : t("dispatch.sentMany", { count: number(orders.length) }));
  if (about?.kind === "help") return go(`/help/${about.id}`);
  return go(orders.length === 1 ? `/dispatch?order=${orders[0].id}` : `/dispatch?batch=${orders[0].batch}`);
}
