// One area: its names, and its boundary on the map. `/areas/new` makes one.
import { html, useState } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { AreaPicker, Choice, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { useLoad } from "../../kit/load.js";
import { AreaName } from "../../kit/names.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can, may } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { levelName, levels } from "../../kit/terms.js";
import { add, nameOf, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { missing } from "./organisation-form.js";
import { Coverage } from "./places/coverage.js";
import { ShapeField } from "./places/shape-field.js";
import { boxOf, given } from "./places/words.js";
import texts from "../../texts/places.js";

add(texts);
await stylesheet(new URL("../../styles/places.css", import.meta.url));

const crumbs = () => [{ href: "/areas", title: t("places.areas") }];

export default function AreaPage({ params }) {
  const isNew = params.code === "new";
  const area = useLoad((signal) => (isNew ? { value: {} } : read(`/areas/${params.code}`, null, { signal })), [params.code]);
  const [isChecking, setChecking] = useState(false);
  if (area.error) return html`<${Page} title=${params.code} crumbs=${crumbs()}><${ErrorState} error=${area.error} onRetry=${area.refresh} /><//>`;
  if (!area.value) return html`<${Page} title=${isNew ? t("area.new") : params.code} crumbs=${crumbs()}><${Loading} rows=${8} /><//>`;
  const menu = isNew ? [] : [{ label: t("area.coverage"), icon: "grid", onSelect: () => setChecking(true) }];
  return html`<${Page} title=${isNew ? t("area.new") : nameOf(area.value.value)} crumbs=${crumbs()} menu=${menu}>
    <${Fields} key=${params.code} found=${area.value} isNew=${isNew} reload=${area.refresh} />
    ${isChecking && html`<${Coverage} area=${params.code} onClose=${() => setChecking(false)} />`}
  <//>`;
}

const factsOf = (area) => [
  [t("places.code"), html`<span class="code">${area.code}</span>`],
  [t("places.name"), area.name],
  area.englishName && [t("places.englishName"), area.englishName],
  [t("places.level"), levelName(area.level)],
  area.parent && [t("places.parent"), may("registry.read", area.parent) ? html`<a href=${`/areas/${area.parent}`}><${AreaName} code=${area.parent} /></a>` : html`<${AreaName} code=${area.parent} />`],
];

function Fields({ found, isNew, reload }) {
  const { value: area, version } = found;
  const mayWrite = can("registry.write");
  const form = useForm({
    initial: { code: area.code ?? "", name: area.name ?? "", englishName: area.englishName ?? "", level: area.level, parent: area.parent, boundary: area.boundary },
    reload: isNew ? undefined : reload,
    check: (values) => missing(values, isNew ? ["code", "name", "level"] : ["name"]),
    submit: (values, { key }) => {
      const body = given({ ...values, isLocal: area.isLocal ?? /[A-Z]/.test(values.code) });
      return isNew ? send("POST", "/areas", body, { key }) : send("PUT", `/areas/${area.code}`, body, { key, version });
    },
    done: ({ value }) => {
      toast(t("places.saved", { name: value.name }));
      if (isNew) go(`/areas/${value.code}`, { replace: true });
      else reload();
    },
  });
  return html`<div class="split">
    <${Card} title=${t("places.shape")}><${ShapeField} form=${form} name="boundary" label=${t("places.shape")} around=${boxOf(area.boundary)} /><//>
    <${Card} title=${t("places.facts")}>${!mayWrite ? html`<${Facts} items=${factsOf(area)} />` : html`<${Form} form=${form} label=${isNew ? t("area.new") : nameOf(area)}>
      <${TextField} form=${form} name="code" label=${t("places.code")} hint=${isNew && t("area.codeHint")} required code max=${12} disabled=${!isNew} />
      <${TextField} form=${form} name="name" label=${t("places.name")} required max=${60} />
      <${TextField} form=${form} name="englishName" label=${t("places.englishName")} optional max=${120} />
      <${Choice} form=${form} name="level" label=${t("places.level")} required options=${levels()} disabled=${!isNew} />
      <${AreaPicker} form=${form} name="parent" label=${t("places.parent")} optional />
      <${FormActions} form=${form} cancel="/areas" />
    <//>`}<//>
  </div>`;
}
