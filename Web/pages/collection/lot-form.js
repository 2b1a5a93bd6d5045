// A lot as a form: who collects where from when to when, and at what terms. Amounts are typed in yuan and sent in fen.
import { html } from "../../kit/html.js";
import { Checkbox, DateField, Form, FormActions, NumberField, OrganisationPicker, TextField, useForm } from "../../kit/form.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { AreasField } from "./areas-field.js";
import { fenOf, typedYuan } from "./numbers.js";
import { allTerms, termGroups } from "./terms.js";

/** What the form begins with: a lot that is there, or usual terms. */
export function initialLot(lot) {
  const terms = lot?.terms ?? { feeMonthFen: null, feeReportFen: 0, samplePercent: 5, sampleMin: 20, deductFalseFen: 5000, deductMissedFen: 2000, coverageTargetPercent: 95,
    deductCoverageFen: 50000, coverageOnWorkDays: true, qualityTargetPercent: 98, deductQualityFen: 50000, deductionMaxPercent: 30 };
  const typed = Object.fromEntries(allTerms().map(({ name, kind }) => [name, kind === "money" ? (terms[name] === null ? "" : typedYuan(terms[name])) : terms[name]]));
  return { code: lot?.code ?? "", name: lot?.name ?? "", contract: lot?.contract ?? "", organisation: lot?.organisation, areas: lot?.areas ?? [], firstDay: lot?.firstDay, lastDay: lot?.lastDay, terms: typed };
}

function check(values) {
  const errors = {};
  for (const name of ["code", "name", "organisation", "firstDay", "lastDay"]) errors[name] = String(values[name] ?? "").trim() ? null : t("form.required");
  errors.areas = values.areas.length > 0 ? null : t("collection.areasMissing");
  for (const { name, kind } of allTerms()) {
    const value = values.terms[name];
    if (kind === "money") errors[`terms.${name}`] = fenOf(value) === null ? t("collection.moneyWrong") : null;
    else if (kind !== "boolean") errors[`terms.${name}`] = Number.isInteger(value) ? null : t("collection.wholeNumber");
  }
  return errors;
}

/** What the API takes. */
const bodyOf = (values) => ({
  ...values, code: values.code.trim(), name: values.name.trim(), contract: values.contract.trim() || undefined, areas: values.areas.map((area) => area.code),
  terms: Object.fromEntries(allTerms().map(({ name, kind }) => [name, kind === "money" ? fenOf(values.terms[name]) : values.terms[name]])),
});

export function LotForm({ lot, write, done, cancel, reload }) {
  const form = useForm({ initial: initialLot(lot), draft: lot ? undefined : "collection-lot", check, reload, submit: (values, { key }) => write(bodyOf(values), key), done });
  return html`<div class="lot-form"><${Form} form=${form} label=${lot ? t("collection.edit") : t("collection.newLot")}>
    <${Card} title=${t("collection.tab.contract")}>
      <div class="row-2"><${TextField} form=${form} name="code" label=${t("collection.code")} hint=${t("collection.codeHint")} max=${32} code required disabled=${Boolean(lot)} />
        <${TextField} form=${form} name="name" label=${t("collection.name")} hint=${t("collection.nameHint")} max=${60} required /></div>
      <div class="row-2"><${TextField} form=${form} name="contract" label=${t("collection.contractNumber")} max=${60} optional />
        <${OrganisationPicker} form=${form} name="organisation" kind="collection_contractor" label=${t("collection.contractor")} required /></div>
      <${AreasField} form=${form} name="areas" />
      <div class="row-2"><${DateField} form=${form} name="firstDay" label=${t("collection.firstDay")} required /><${DateField} form=${form} name="lastDay" label=${t("collection.lastDay")} required /></div><//>
    ${termGroups().map((group) => html`<${Card} key=${group.title} title=${group.title}><div class="term-fields">${group.fields.map((field) => html`<${TermField} key=${field.name} form=${form} field=${field} />`)}</div><//>`)}
    <${FormActions} form=${form} label=${lot ? t("common.save") : t("collection.makeLot")} cancel=${cancel} /><//></div>`;
}

function TermField({ form, field }) {
  const common = { form, name: `terms.${field.name}`, label: field.title, hint: field.hint };
  if (field.kind === "boolean") return html`<${Checkbox} form=${form} name=${common.name} label=${html`${field.title}<span class="check-hint">${field.hint}</span>`} />`;
  if (field.kind === "money") return html`<div class="term-money"><${TextField} ...${common} inputmode="decimal" required after=${html`<span class="unit">${t("collection.yuan")}</span>`} /></div>`;
  return html`<${NumberField} ...${common} required unit=${field.kind === "percent" && "%"} />`;
}
