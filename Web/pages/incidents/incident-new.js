// An incident begins: what and where, with which plan, and who holds which role.
import "./setup.js";
import { html } from "../../kit/html.js";
import { list, send } from "../../kit/api.js";
import { useAreaBounds } from "../../kit/area-bounds.js";
import { confirm } from "../../kit/dialog.js";
import { AreaPicker, Checkbox, Choice, Form, FormActions, RadioGroup, TextArea, TextField, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { Card, Page } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { session } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { kindChoices } from "../plans/words.js";
import { PlaceField, placeOf, placeTrouble } from "./place-field.js";
import { PlanPart } from "./plan-part.js";
import { levelChoices } from "./words.js";

export default function NewIncidentPage() {
  const [query] = useQuery();
  const plans = useLoad(async (signal) => (await list("/command/plans", { state: "active", limit: 500 }, { signal })).items);
  return html`<${Page} wide title=${t("incidents.new")} crumbs=${[{ href: "/incidents", title: t("incidents.title") }]}>
    ${plans.error ? html`<${ErrorState} error=${plans.error} onRetry=${plans.refresh} />` : !plans.value ? html`<${Loading} rows=${10} />` : html`<${IncidentForm} query=${query} plans=${plans.value} />`}<//>`;
}

/** The place of the address, the plan of the address, and the area that one answers for. */
function initialOf({ lng, lat, plan: id, address = "", title = "" }, plans) {
  const number = (text) => (text && Number.isFinite(Number(text)) ? Number(text) : undefined);
  const plan = plans.find((each) => each.id === id);
  const own = session.get()?.permissions?.find(({ name }) => name === "command.dispatch")?.scopes?.[0]?.area;
  const place = { lng: number(lng), lat: number(lat) };
  return { title, kind: plan?.kind, level: "4", area: own?.length >= 6 ? own : plan?.area, place: placeOf(place) ?? {}, address, words: "", plan: plan?.id, holders: {}, isDrill: false };
}

function check({ title, kind, level, area, place }) {
  const required = (value) => (String(value ?? "").trim() ? null : t("form.required"));
  return { title: required(title), kind: required(kind), level: required(level), area: required(area), place: placeTrouble(place) };
}

const bodyOf = ({ level, place, plan, holders, ...rest }, roles) => ({
  ...rest, level: Number(level), place: placeOf(place), plan, holders: Object.fromEntries(roles.map(({ key }) => [key, holders[key] ?? ""])),
});

async function begin(values, plan, key) {
  const automatic = (plan?.content.steps ?? []).filter(({ isAutomatic }) => isAutomatic).map(({ title }) => title);
  const question = { title: t("incidentNew.ask", { name: values.title.trim() }), text: t("incidentNew.askText", { steps: automatic.join(t("plans.comma")) }), action: t("incidentNew.begin"), danger: true };
  if (automatic.length && !(await confirm(question))) return null;
  return send("POST", "/command/incidents", bodyOf(values, plan?.content.roles ?? []), { key });
}

function IncidentForm({ query, plans }) {
  const initial = initialOf(query, plans);
  const form = useForm({
    initial, check, submit: (values, { key }) => begin(values, plans.find(({ id }) => id === values.plan), key),
    done: (made, values) => {
      // Thought better of: what was typed is still guarded.
      if (!made) return form.set("title", values.title);
      toast(t("incidentNew.begun"));
      return go(`/incidents/${made.value.incident.id}`, { force: true });
    },
  });
  const bounds = useAreaBounds(initial.place.lng === undefined ? form.values.area : undefined);
  return html`<${Form} form=${form} label=${t("incidents.new")}><div class="incident-form incident-split">
    <div><${Card} title=${t("incidentNew.what")}>
        <${TextField} form=${form} name="title" label=${t("incidents.name")} max=${60} required autofocus />
        <div class="plan-grid"><${Choice} form=${form} name="kind" label=${t("plans.kind")} options=${kindChoices()} required />
          <${AreaPicker} form=${form} name="area" label=${t("plans.area")} required /></div>
        <${RadioGroup} form=${form} name="level" label=${t("incidents.level")} hint=${t("incidents.levelHint")} options=${levelChoices()} inline />
        <${PlaceField} form=${form} begin=${initial.place} bounds=${bounds} />
        <${TextField} form=${form} name="address" label=${t("incidents.address")} hint=${t("incidents.addressHint")} max=${120} optional />
        <${TextArea} form=${form} name="words" label=${t("incidents.words")} rows=${3} max=${2000} optional /><//></div>
    <div><${PlanPart} form=${form} plans=${plans} />
      <div class="incident-begin"><div class="drill-choice"><${Checkbox} form=${form} name="isDrill" label=${t("incidentNew.drillLabel")} /><p class="field-hint">${t("incidentNew.drillHint")}</p></div>
        <${FormActions} form=${form} label=${t("incidentNew.begin")} cancel="/incidents" /></div></div></div><//>`;
}
