// One unit grid: its community, its shape on the map, and what the checks say of it.
import { html, useState } from "../../kit/html.js";
import { get, read, send } from "../../kit/api.js";
import { AreaPicker, Choice, Form, FormActions, TextArea, TextField, useForm } from "../../kit/form.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Card, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { gridStates } from "./grids.js";
import { missing } from "./organisation-form.js";
import { ShapeField } from "./places/shape-field.js";
import { boxOf, given } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);
await stylesheet(new URL("../../styles/places.css", import.meta.url));

const crumbs = () => [{ href: "/grids", title: t("places.grids") }];

export default function GridPage({ params }) {
  const isNew = params.code === "new";
  const grid = useLoad((signal) => (isNew ? { value: {} } : read(`/grids/${params.code}`, null, { signal })), [params.code]);
  const title = isNew ? t("grid.new") : params.code;
  if (grid.error) return html`<${Page} title=${title} crumbs=${crumbs()}><${ErrorState} error=${grid.error} onRetry=${grid.refresh} /><//>`;
  if (!grid.value) return html`<${Page} title=${title} crumbs=${crumbs()}><${Loading} rows=${8} /><//>`;
  const menu = isNew ? [] : [{ label: t("grid.openCases"), icon: "list", onSelect: () => go(`/cases?grid=${params.code}`) }];
  return html`<${Page} title=${title} crumbs=${crumbs()} menu=${menu}>
    <${Fields} key=${grid.value.version} found=${grid.value} isNew=${isNew} reload=${grid.refresh} /><//>`;
}

function Fields({ found, isNew, reload }) {
  const { value: grid, version } = found;
  const mayWrite = can("registry.write");
  const [warnings, setWarnings] = useState([]);
  const form = useForm({
    initial: { code: grid.code ?? "", area: grid.area, shape: grid.shape, state: grid.state ?? "active", note: grid.note ?? "" },
    reload: isNew ? undefined : reload,
    check: (values) => missing(values, isNew ? ["code", "area", "shape"] : ["area", "shape"]),
    submit: ({ code, ...values }, { key }) => send("PUT", `/grids/${code.trim()}`, given(values), isNew ? { key } : { key, version }),
    done: ({ value }) => {
      setWarnings(value.warnings);
      toast(value.warnings.length ? t("places.savedWarnings", { count: value.warnings.length }) : t("places.saved", { name: value.grid.code }));
      if (isNew) go(`/grids/${value.grid.code}`, { replace: true });
      else if (value.warnings.length === 0) reload();
    },
  });
  const around = useLoad(async (signal) => (form.values.area ? boxOf((await get(`/areas/${form.values.area}`, null, { signal })).boundary) : undefined), [form.values.area]);
  return html`<div class="split">
    <${Card} title=${t("places.shape")}><${ShapeField} form=${form} name="shape" label=${t("places.shape")} around=${around.value} /><//>
    <${Card} title=${t("places.grids")}><${Form} form=${form} label=${isNew ? t("grid.new") : grid.code}>
      ${warnings.length > 0 && html`<div class="form-error" role="alert"><${Icon} name="warn" /><div>${warnings.map((warning, index) => html`<p key=${index}>${say(warning.message ?? warning)}</p>`)}</div></div>`}
      <${TextField} form=${form} name="code" label=${t("places.code")} hint=${isNew && t("grid.codeHint")} required code max=${15} disabled=${!isNew} />
      <${AreaPicker} form=${form} name="area" level="community" label=${t("grid.community")} required />
      <${Choice} form=${form} name="state" label=${t("grid.state")} required options=${gridStates()} />
      <${TextArea} form=${form} name="note" label=${t("grid.note")} optional max=${200} />
      ${mayWrite && html`<${FormActions} form=${form} cancel="/grids" />`}
    <//><//>
  </div>`;
}
