// The contract of a lot in words and amounts.
import { html } from "../../kit/html.js";
import { day, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { OrganisationName } from "../../kit/names.js";
import { Card, Facts } from "../../kit/page.js";
import { may } from "../../kit/session.js";
import { say, t } from "../../kit/texts.js";
import { termGroups, termWords } from "./terms.js";

export function Contract({ lot, month, statement }) {
  const edit = lot.may.includes("change") && html`<a class="btn" href=${`/collection/lots/${lot.id}/edit?month=${month}`}><${Icon} name="edit" /> ${t("collection.edit")}</a>`;
  return html`${statement.id && html`<p class="form-note note-line"><${Icon} name="info" /> <span>${t("collection.termsStay")}</span></p>`}
    <div class="split contract-split"><div>${termGroups().map((group) => html`<${Card} key=${group.title} flush title=${group.title}>
      <table class="data in-card terms"><caption class="visually-hidden">${group.title}</caption>
        <tbody>${group.fields.map((field) => html`<tr key=${field.name}><th scope="row">${field.title}<span class="line-note">${field.hint}</span></th><td class="end"><b>${termWords(field, lot.terms[field.name])}</b></td></tr>`)}</tbody></table><//>`)}</div>
    <div><${Card} title=${t("collection.tab.contract")} actions=${edit}><div class="lot-facts"><${Facts} items=${facts(lot)} /></div><//></div></div>`;
}

const facts = (lot) => [
  [t("collection.code"), html`<span class="code">${lot.code}</span>`],
  [t("collection.name"), lot.name],
  [t("collection.contractNumber"), lot.contract],
  [t("collection.contractor"), may("registry.read", lot.areas[0]?.code ?? "") ? html`<${OrganisationName} id=${lot.organisation} link />` : say(lot.organisationName)],
  [t("collection.areas"), lot.areas.map((area) => area.name).join(t("collection.comma"))],
  [t("collection.grids"), number(lot.grids)],
  [t("collection.firstDay"), day(lot.firstDay)],
  [t("collection.lastDay"), day(lot.lastDay)],
];
