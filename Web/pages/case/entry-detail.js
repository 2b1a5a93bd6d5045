// What an entry changed besides the state, with names for the codes. Photos and words have places of their own.
import { html } from "../../kit/html.js";
import { coordinates, date, time } from "../../kit/format.js";
import { OrganisationName } from "../../kit/names.js";
import { t } from "../../kit/texts.js";
import { Name } from "./names.js";

const factsOf = (data, receiver) => [
  [t("case.fact.seen"), data.seenAt && time(data.seenAt)],
  [t("case.fact.class"), data.class && html`<${Name} kind="class" id=${data.class} />`],
  [t("case.fact.condition"), data.condition],
  [t("case.fact.suggested"), data.suggested && html`<${OrganisationName} id=${data.suggested} />`],
  [t("case.fact.rule"), data.rule],
  [t("case.fact.organisation"), data.organisation && data.organisation !== receiver?.id && html`<${OrganisationName} id=${data.organisation} />`],
  [t("case.fact.until"), data.until && date(data.until)],
  [t("case.fact.upheld"), data.upheld && (data.upheld === "true" ? t("case.upheld.yes") : t("case.upheld.no"))],
  [t("case.fact.satisfaction"), data.satisfaction && `${data.satisfaction}/5`],
  [t("case.fact.target"), data.target && html`<a href=${`/cases/${data.target}`}><${Name} kind="case" id=${data.target} /></a>`],
  [t("case.fact.merged"), data.merged && data.number && html`<a href=${`/cases/${data.number}`}>${data.number}</a>`],
  [t("case.fact.place"), data.lng && coordinates(Number(data.lng), Number(data.lat))],
  [t("case.fact.address"), data.address],
  [t("case.fact.description"), data.description],
];

export function EntryDetail({ entry }) {
  const shown = factsOf(entry.data ?? {}, entry.receiver).filter(([, value]) => value);
  if (shown.length === 0) return null;
  return html`<p class="entry-facts">${shown.map(([name, value]) => html`<span key=${name}><span class="faint">${name}</span> ${value}</span>`)}</p>`;
}
