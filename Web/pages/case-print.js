// A case on paper: A4, black on white, nothing that can only be clicked.
import { html } from "../kit/html.js";
import { Clocks } from "./case/clocks.js";
import { fullTime } from "../kit/format.js";
import { Icon } from "../kit/icons.js";
import { useTitle } from "../kit/page.js";
import { mediaURL } from "../kit/media.js";
import { city } from "../kit/city.js";
import { useSession } from "../kit/session.js";
import { ErrorState, Loading } from "../kit/states.js";
import { useStore } from "../kit/store.js";
import { stylesheet } from "../kit/stylesheet.js";
import { photoKindName, roleName } from "../kit/terms.js";
import { add, say, t } from "../kit/texts.js";
import texts from "../texts/case.js";
import { EntryDetail } from "./case/entry-detail.js";
import { MoreFacts, Summary } from "./case/facts.js";
import { useVerification } from "./case/history.js";
import { isAfter } from "./case/pictures.js";
import { useCase } from "./case/use-case.js";

add(texts);
await stylesheet(new URL("../styles/case.css", import.meta.url));

export default function CasePrintPage({ params }) {
  const data = useCase(params.id);
  if (!data.item && data.error) return html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />`;
  if (!data.item) return html`<div class="sheet"><${Loading} rows=${10} height=${600} /></div>`;
  return html`<${Sheet} data=${data} />`;
}

function Sheet({ data }) {
  const { item, history } = data;
  const { row } = item;
  const me = useSession();
  const { name } = useStore(city);
  useTitle(t("case.titleOf", { number: row.number }));
  return html`<div class="sheet">
    <div class="sheet-tools"><a class="btn" href=${`/cases/${row.number}`}><${Icon} name="left" /> ${t("case.toCase")}</a>
      <button type="button" class="btn btn-primary" onClick=${() => window.print()}>${t("case.print")}</button></div>
    <header class="sheet-head"><div><p>${say(name)}</p><h1 tabindex="-1">${t("case.printTitle")}</h1></div>
      <p><b class="code">${row.number}</b><br />${say(row.stateName)}</p></header>
    <section><h2>${t("case.what")}</h2><${Summary} item=${item} /><${MoreFacts} item=${item} /></section>
    <${Photos} title=${t("case.printBefore")} photos=${item.photos.filter((photo) => !isAfter(photo))} />
    <${Photos} title=${t("case.printAfter")} photos=${item.photos.filter(isAfter)} />
    <section><h2>${t("case.clocks")}</h2><${Clocks} data=${data} all=${true} /></section>
    <section><h2>${t("case.history")}</h2><${Rows} history=${history} /></section>
    <footer class="sheet-foot"><${Proof} id=${row.id} count=${history.length} />
      <p>${t("case.printedBy", { name: me?.name, time: fullTime(Date.now()) })}</p></footer>
  </div>`;
}

function Photos({ title, photos }) {
  if (photos.length === 0) return null;
  return html`<section><h2>${title}</h2><div class="sheet-photos">${photos.map((photo) => html`<figure key=${photo.media}>
    <img src=${mediaURL(photo.media, "medium")} alt=${photoKindName(photo.kind)} /><figcaption>${photoKindName(photo.kind)} ${fullTime(photo.addedAt)}</figcaption></figure>`)}</div></section>`;
}

function Rows({ history }) {
  return html`<table class="sheet-table sheet-trail"><thead><tr><th scope="col">${t("case.print.at")}</th><th scope="col">${t("case.print.who")}</th><th scope="col">${t("case.print.did")}</th><th scope="col">${t("case.print.to")}</th><th scope="col">${t("case.print.words")}</th></tr></thead>
    <tbody>${history.map((entry) => html`<tr key=${entry.position}><td>${fullTime(entry.at)}</td><td>${entry.actorName} ${roleName(entry.actorRole)}</td><td>${say(entry.name)}</td>
      <td>${say(entry.receiver?.name) || entry.receiverAccountName || roleName(entry.receiverRole)}</td><td>${entry.opinion}<${EntryDetail} entry=${entry} /></td></tr>`)}</tbody></table>`;
}

function Proof({ id, count }) {
  const { value } = useVerification(id, count);
  if (!value) return null;
  return html`<p>${value.sound ? t("case.chain.sound", { count: value.entries }) : t("case.chain.broken", { position: (value.brokenAt ?? 0) + 1 })}<br /><span class="code">${value.hash}</span></p>`;
}
