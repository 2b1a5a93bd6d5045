// One unit grid: its community, its shape on the map, and what the checks say of it.
import { html } from "../../kit/html.js";
import { get, read, send } from "../../kit/api.js";
import { AreaPicker, Choice, Form, FormActions, TextArea, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { AreaName } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { store, useStore } from "../../kit/store.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { gridStates, gridStateName } from "./grids.js";
import { missing } from "./organisation-form.js";
import { Findings } from "./places/findings.js";
import { ShapeField } from "./places/shape-field.js";
import { boxOf, given, squareWords } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);
await stylesheet(new URL("../../styles/places.css", import.meta.url));

// What the checks said of the grid that was saved last: a new grid's page is another one than that on which it was drawn.
const checked = store({ code: null, warnings: [] });

const crumbs = () => [{ href: "/grids", title: t("places.grids") }];

export default function GridPage({ params }) {
  const isNew = params.code === "new";
  const grid = useLoad((signal) => (isNew ? { value: {} } : read(`/grids/${params.code}`, null, { signal })), [params.code]);
  const { code: savedCode, warnings } = useStore(checked);
  const title = isNew ? t("grid.new") : params.code;
  const saved = ({ grid: { code }, warnings: found }) => {
    checked.set({ code, warnings: found });
    toast(found.length ? t("places.savedWarnings", { count: found.length }) : t("places.saved", { name: code }));
    if (isNew) go(`/grids/${code}`, { replace: true });
    else grid.refresh();
  };
  if (grid.error) return html`<${Page} title=${title} crumbs=${crumbs()}><${ErrorState} error=${grid.error} onRetry=${grid.refresh} /><//>`;
  if (!grid.value) return html`<${Page} title=${title} crumbs=${crumbs()}><${Loading} rows=${8} /><//>`;
  const menu = isNew ? [] : [{ label: t("grid.openCases"), icon: "list", onSelect: () => go(`/cases?grid=${params.code}`) }];
  return html`<${Page} title=${title} crumbs=${crumbs()} menu=${menu}>
    <${Fields} key=${params.code} found=${grid.value} isNew=${isNew} reload=${grid.refresh} onSaved=${saved} warnings=${savedCode === params.code ? warnings : []} /><//>`;
}

const factsOf = (grid) => [
  [t("places.code"), html`<span class="code">${grid.code}</span>`],
  [t("grid.community"), html`<a href=${`/areas/${grid.area}`}><${AreaName} code=${grid.area} /></a>`],
  [t("area.area"), squareWords(grid.areaM2)],
  [t("grid.state"), gridStateName(grid.state)],
  grid.note && [t("grid.note"), grid.note],
];

function Fields({ found, isNew, reload, onSaved, warnings }) {
  const { value: grid, version } = found;
  const mayWrite = can("registry.write");
  const form = useForm({
    initial: { code: grid.code ?? "", area: grid.area, shape: grid.shape, state: grid.state ?? "active", note: grid.note ?? "" },
    reload: isNew ? undefined : reload,
    check: (values) => missing(values, isNew ? ["code", "area", "shape"] : ["area", "shape"]),
    submit: ({ code, ...values }, { key }) => send("PUT", `/grids/${code.trim()}`, given(values), isNew ? { key } : { key, version }),
    done: ({ value }) => onSaved(value),
  });
  const around = useLoad(async (signal) => (form.values.area ? boxOf((await get(`/areas/${form.values.area}`, null, { signal })).boundary) : undefined), [form.values.area]);
  return html`<div class="split">
    <${Card} title=${t("places.shape")}><${ShapeField} form=${form} name="shape" label=${t("places.shape")} around=${around.value} /><//>
    <${Card} title=${t("places.facts")}>${!mayWrite ? html`<${Facts} items=${factsOf(grid)} />` : html`<${Form} form=${form} label=${isNew ? t("grid.new") : grid.code}>
      ${warnings.length > 0 && html`<div class="form-note" role="status" data-test="grid-warnings"><${Icon} name="warn" /><div><p>${t("grid.warnings")}</p><${Findings} items=${warnings} /></div></div>`}
      <${TextField} form=${form} name="code" label=${t("places.code")} hint=${isNew && t("grid.codeHint")} required code max=${15} disabled=${!isNew} />
      <${AreaPicker} form=${form} name="area" level="community" label=${t("grid.community")} required />
      <${Choice} form=${form} name="state" label=${t("grid.state")} required options=${gridStates()} />
      <${TextArea} form=${form} name="note" label=${t("grid.note")} optional max=${200} />
      <${FormActions} form=${form} cancel="/grids" />
    <//>`}<//>
  </div>`;
}
