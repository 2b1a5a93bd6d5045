// A lot and one of its months: what it comes to, and what that rests on.
import { html } from "../../kit/html.js";
import { download, get } from "../../kit/api.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { Page, Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, say, t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { Basis } from "./basis.js";
import { Checks } from "./checks.js";
import { Contract } from "./contract.js";
import { Coverage } from "./coverage.js";
import { StateMark } from "./marks.js";
import { monthIn, monthName, MonthPicker, monthsOf } from "./month.js";
import { Patrols } from "./patrols.js";
import { Steps } from "./steps.js";
import evaluation from "../../texts/evaluation.js";
import cases from "../../texts/case.js";
import texts from "../../texts/collection.js";
import evidence from "../../texts/collection-evidence.js";
import terms from "../../texts/collection-lot.js";

for (const each of [evaluation, cases, texts, evidence, terms]) add(each);
await stylesheet(new URL("../../styles/registry.css", import.meta.url));
await stylesheet(new URL("../../styles/case.css", import.meta.url));
await stylesheet(new URL("../../styles/collection.css", import.meta.url));

const bodies = { basis: Basis, checks: Checks, patrols: Patrols, coverage: Coverage, contract: Contract };
const tabs = () => [
  { id: "basis", title: t("collection.tab.basis") }, { id: "checks", title: t("collection.tab.checks") }, { id: "patrols", title: t("collection.tab.patrols") },
  { id: "coverage", title: t("collection.tab.coverage") }, { id: "contract", title: t("collection.tab.contract") },
];

export default function LotPage({ params }) {
  const [query] = useQuery();
  const lot = useLoad((signal) => get(`/collection/lots/${params.id}`, null, { signal }), [params.id]);
  if (lot.value) return html`<${LotMonth} key=${params.id} lot=${lot.value} query=${query} />`;
  return html`<${Page} title=${t("collection.lotTitle")} crumbs=${crumbs(query.month)}>${lot.error ? html`<${ErrorState} error=${lot.error} onRetry=${lot.refresh} />` : html`<${Loading} rows=${10} />`}<//>`;
}

const crumbs = (month) => [{ href: `/collection${month ? `?month=${month}` : ""}`, title: t("collection.title") }];

// What belongs to one tab or one month does not go on to another.
const left = { line: undefined, review: undefined, verdict: undefined, finding: undefined };

function LotMonth({ lot, query }) {
  const [, setQuery] = useQuery();
  const month = monthIn(lot, query.month);
  const tab = Object.hasOwn(bodies, query.tab ?? "") ? query.tab : "basis";
  const address = `/collection/lots/${lot.id}/months/${month}`;
  const found = useLoad((signal) => get(address, null, { signal }), [address]);
  const statement = found.value;
  const months = monthsOf(lot);
  const Body = bodies[tab];
  return html`<${Page} title=${lot.name} count=${statement && html`<${StateMark} state=${statement.state} name=${statement.stateName} />`} crumbs=${crumbs(month)} note=${about(lot)}
      actions=${statement && html`<${Buttons} address=${address} statement=${statement} lot=${lot} month=${month} onChanged=${found.refresh} />`}>
    <p class="paper-only"><b>${t("collection.paperTitle", { month: monthName(month) })}</b></p>
    <${MonthPicker} month=${month} first=${months.first} last=${months.last} onMonth=${(next) => setQuery({ ...left, month: next })} />
    <${Tabs} label=${t("collection.parts")} tabs=${tabs()} value=${tab} onValue=${(next) => setQuery({ ...left, tab: next })} />
    ${found.error && !statement ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !statement ? html`<${Loading} rows=${10} />`
      : html`<${Body} key=${month} lot=${lot} month=${month} statement=${statement} query=${query} onChanged=${found.refresh} />`}
  <//>`;
}

const about = (lot) => [say(lot.organisationName), lot.contract && t("collection.contractOf", { number: lot.contract }), t("collection.fromTo", { from: lot.firstDay, to: lot.lastDay })].filter(Boolean).join(" · ");

function Buttons({ address, statement, lot, month, onChanged }) {
  const save = async () => {
    try {
      await download(`${address}/export`);
    } catch (error) {
      toastError(error);
    }
  };
  return html`<button type="button" class="btn" onClick=${save}><${Icon} name="download" /> ${t("collection.export")}</button>
    <button type="button" class="btn" onClick=${() => window.print()}><${Icon} name="case" /> ${t("collection.print")}</button>
    <${Steps} statement=${statement} lot=${lot} month=${month} onChanged=${onChanged} />`;
}
