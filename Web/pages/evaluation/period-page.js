// One closed period: its state, its editions, and the objections of departments.
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { ask, confirm } from "../../kit/dialog.js";
import { day, Time } from "../../kit/format.js";
import { useLoad } from "../../kit/load.js";
import { Card, Facts, Page } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { bulletinLink, ownLinks, tableLink } from "./kinds.js";
import { Objections } from "./objections.js";
import { periodName } from "./period.js";
import common from "../../texts/evaluation.js";
import texts from "../../texts/evaluation-periods.js";

add(common);
add(texts);
await stylesheet(new URL("../../styles/evaluation.css", import.meta.url));

export default function PeriodPage({ params }) {
  const found = useLoad((signal) => read(`/evaluation/periods/${params.id}`, null, { signal }), [params.id]);
  const item = found.value?.value;
  const crumbs = [{ href: "/evaluation/periods", title: t("evaluation.periods.title") }];
  return html`<${Page} title=${item ? t("evaluation.periodTitle", { period: periodName(item.code) }) : t("evaluation.periods.title")} count=${item && say(item.stateName)} crumbs=${crumbs} note=${item?.state === "objections" && item.undecided > 0 && t("evaluation.freezeLater", { count: item.undecided })}
      actions=${item && html`<${Steps} item=${item} found=${found} />`}>
    ${found.error && !item ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !item ? html`<${Loading} rows=${10} />` : html`
      <div class="split"><div><${Objections} period=${item} onChanged=${found.refresh} /></div>
      <div><${Card} title=${t("evaluation.about")}><${Facts} items=${facts(item)} /><${Links} item=${item} /><//><${Editions} item=${item} /></div></div>`}
  <//>`;
}

const facts = (item) => [
  [t("evaluation.state"), say(item.stateName)],
  [t("evaluation.days"), t("evaluation.fromTo", { from: day(item.firstDay), to: day(item.lastDay) })],
  [t("evaluation.objectionsUntil"), item.objectionsUntil ? html`<${Time} at=${item.objectionsUntil} />` : t("evaluation.noEnd")],
  [t("evaluation.undecided"), String(item.undecided)],
  [t("evaluation.edition"), String(item.edition)],
];

const Links = ({ item }) => html`<p class="row-wrap period-links"><a class="btn btn-sm" href=${tableLink("department", { period: item.code })}>${t("evaluation.toTable")}</a><a class="btn btn-sm" href=${bulletinLink(item.code)}>${t("evaluation.bulletin")}</a>
  ${ownLinks(item.code).map((link) => html`<a class="btn btn-sm" key=${link.href} href=${link.href}>${link.title}</a>`)}</p>`;

// What may be done follows from the state and from what one may do.
function Steps({ item, found }) {
  const step = async (name, body, done) => {
    try {
      await send("POST", `/evaluation/periods/${item.id}/${name}`, body, { version: item.version });
      toast(done);
    } catch (error) {
      toastError(error);
    }
    found.refresh();
  };
  const freeze = async () => (await confirm({ title: t("evaluation.freeze"), text: t("evaluation.freezeText"), action: t("evaluation.freeze") })) && step("freeze", {}, t("evaluation.frozen"));
  const publish = async () => (await confirm({ title: t("evaluation.publish"), text: t("evaluation.publishText"), action: t("evaluation.publish") })) && step("publish", {}, t("evaluation.published"));
  const correct = async () => {
    const reason = await ask({ title: t("evaluation.correct"), text: t("evaluation.correctText"), label: t("evaluation.reason"), required: true, action: t("evaluation.correct") });
    if (reason) await step("correct", { reason }, t("evaluation.corrected"));
  };
  if (item.state === "objections" && can("evaluation.review")) {
    return html`<button type="button" class="btn btn-primary" disabled=${item.undecided > 0} onClick=${freeze}>${t("evaluation.freeze")}</button>`;
  }
  if (item.state === "frozen" && can("evaluation.decide")) return html`<button type="button" class="btn btn-primary" onClick=${publish}>${t("evaluation.publish")}</button>`;
  if (item.state === "published" && can("evaluation.decide")) return html`<button type="button" class="btn" onClick=${correct}>${t("evaluation.correct")}</button>`;
  return null;
}

function Editions({ item }) {
  const newestFirst = [...item.editions].sort((left, right) => right.number - left.number);
  return html`<${Card} title=${t("evaluation.editions", { count: item.editions.length })}><ol class="plain editions">${newestFirst.map((edition) => html`<li key=${edition.number}>
    <p><b>${t("evaluation.editionOf", { number: edition.number })}</b>${edition.number === item.edition && html` <span class="tag">${t("evaluation.holds")}</span>`} <span class="faint"><${Time} at=${edition.at} /></span></p>
    <p>${say(edition.reason)}</p><p class="faint">${edition.byName} · <a href=${`/evaluation/rules/${edition.rules}`}>${t("evaluation.basis.rules", { number: edition.rules })}</a> · <a href=${tableLink("department", { period: item.code, edition: edition.number })}>${t("evaluation.toTable")}</a></p></li>`)}</ol><//>`;
}
