// One responsibility grid: its people, and its unit grids chosen on the map.
import { html, useMemo } from "../../kit/html.js";
import { get, list, read, send } from "../../kit/api.js";
import { AreaPicker, Form, FormActions, OrganisationPicker, StaffPicker, TextField, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { CityMap } from "../../kit/map.js";
import { useGround } from "../../kit/map/ground.js";
import { AreaName, OrganisationName } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { filled } from "../admin/fields.js";
import { missing } from "./organisation-form.js";
import { PeopleField, PeopleNames } from "./places/people-field.js";
import { boxOf, given } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);
await stylesheet(new URL("../../styles/places.css", import.meta.url));

const crumbs = () => [{ href: "/responsibility-grids", title: t("places.responsibility") }];

export default function ResponsibilityGridPage({ params }) {
  const isNew = params.id === "new";
  const grid = useLoad((signal) => (isNew ? { value: {} } : read(`/responsibility-grids/${params.id}`, null, { signal })), [params.id]);
  const title = isNew ? t("responsibility.new") : grid.value?.value.name ?? "…";
  if (grid.error) return html`<${Page} title=${title} crumbs=${crumbs()}><${ErrorState} error=${grid.error} onRetry=${grid.refresh} /><//>`;
  if (!grid.value) return html`<${Page} title=${title} crumbs=${crumbs()}><${Loading} rows=${8} /><//>`;
  return html`<${Page} title=${title} crumbs=${crumbs()}><${Fields} key=${params.id} found=${grid.value} isNew=${isNew} reload=${grid.refresh} /><//>`;
}

const keys = ["code", "name", "area", "organisation", "ownerStaff", "collectors", "gridCodes"];

const factsOf = (grid) => [
  [t("places.code"), html`<span class="code">${grid.code}</span>`],
  [t("responsibility.area"), html`<a href=${`/areas/${grid.area}`}><${AreaName} code=${grid.area} /></a>`],
  grid.organisation && [t("responsibility.organisation"), html`<${OrganisationName} id=${grid.organisation} link />`],
  grid.ownerStaff && [t("responsibility.owner"), html`<${PeopleNames} ids=${[grid.ownerStaff]} />`],
  grid.collectors?.length > 0 && [t("responsibility.collectors"), html`<${PeopleNames} ids=${grid.collectors} />`],
];

function Fields({ found, isNew, reload }) {
  const { value: grid, version } = found;
  const mayWrite = can("registry.write");
  const form = useForm({
    initial: { purpose: "collection", collectors: [], gridCodes: [], code: "", name: "", ...Object.fromEntries(keys.filter((key) => grid[key] !== undefined).map((key) => [key, grid[key]])) },
    reload: isNew ? undefined : reload,
    check: (values) => missing(values, ["code", "name", "area"]),
    submit: ({ purpose, ...values }, { key }) => (isNew
      ? send("POST", "/responsibility-grids", given({ ...values, purpose }), { key })
      : send("PATCH", `/responsibility-grids/${grid.id}`, filled(values), { key, version })),
    done: ({ value }) => {
      toast(t("places.saved", { name: value.name }));
      if (isNew) go(`/responsibility-grids/${value.id}`, { replace: true });
      else reload();
    },
  });
  return html`<div class="split">
    <${Card} title=${t("responsibility.grids")}><${GridsOnMap} form=${form} disabled=${!mayWrite} /><//>
    <${Card} title=${t("places.facts")}>${!mayWrite ? html`<${Facts} items=${factsOf(grid)} />` : html`<${Form} form=${form} label=${isNew ? t("responsibility.new") : grid.name}>
      <${TextField} form=${form} name="code" label=${t("places.code")} required code max=${32} />
      <${TextField} form=${form} name="name" label=${t("places.name")} required max=${60} />
      ${isNew && html`<${TextField} form=${form} name="purpose" label=${t("responsibility.purpose")} hint=${t("responsibility.purposeHint")} required max=${32} />`}
      <${AreaPicker} form=${form} name="area" label=${t("responsibility.area")} required />
      <${OrganisationPicker} form=${form} name="organisation" label=${t("responsibility.organisation")} optional />
      <${StaffPicker} form=${form} name="ownerStaff" label=${t("responsibility.owner")} optional />
      <${PeopleField} form=${form} name="collectors" label=${t("responsibility.collectors")} />
      <${FormActions} form=${form} cancel="/responsibility-grids" />
    <//>`}<//>
  </div>`;
}

function GridsOnMap({ form, disabled }) {
  const ground = useGround();
  const codes = form.values.gridCodes ?? [];
  const fit = useLoad((signal) => boxAround(codes, form.values.area, signal), [form.values.area]);
  const values = useMemo(() => Object.fromEntries(codes.map((code) => [code, "accent"])), [codes.join()]);
  const layers = useMemo(() => [{ id: "grids", title: t("places.grids"), kind: "areas", tiles: "/tiles/places", sourceLayer: "grids", values }, ...ground], [ground, values]);
  const toggle = ({ layer, id }) => {
    if (disabled || layer !== "grids" || !id) return;
    form.set("gridCodes", codes.includes(id) ? codes.filter((code) => code !== id) : [...codes, id].sort());
  };
  const error = form.errors.gridCodes ?? Object.entries(form.errors).find(([path]) => path.startsWith("gridCodes"))?.[1];
  return html`<p class="form-hint">${t("responsibility.gridCount", { count: codes.length })}${!disabled && html` · ${t("responsibility.pickHint")}`}</p>
    <div class="shape-map"><${CityMap} label=${t("responsibility.grids")} layers=${layers} fit=${fit.value} onSelect=${toggle} /></div>
    ${error && html`<p class="field-error" role="alert">${error}</p>`}`;
}

/** Around the first and last of the grids, else around the area. */
async function boxAround(codes, area, signal) {
  if (codes.length) {
    const shapes = await Promise.all([codes[0], codes.at(-1)].map((code) => get(`/grids/${code}`, null, { signal })));
    const boxes = shapes.map((grid) => boxOf(grid.shape)).filter(Boolean);
    return boxes.reduce((left, right) => [Math.min(left[0], right[0]), Math.min(left[1], right[1]), Math.max(left[2], right[2]), Math.max(left[3], right[3])]);
  }
  if (!area) return undefined;
  const { items } = await list("/grids", { area, geometry: true, limit: 1 }, { signal });
  return items[0]?.shape ? boxOf(items[0].shape) : boxOf((await get(`/areas/${area}`, null, { signal })).boundary);
}
