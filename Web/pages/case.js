// A case: what it is, how its clocks stand, what happened, and what may be done now.
import { html, useEffect, useState } from "../kit/html.js";
import { copyText } from "../kit/copy.js";
import { Icon } from "../kit/icons.js";
import { Card, Page } from "../kit/page.js";
import { back } from "../kit/router.js";
import { ErrorState, Loading } from "../kit/states.js";
import { stylesheet } from "../kit/stylesheet.js";
import { hasEnded } from "../kit/terms.js";
import { toast } from "../kit/toast.js";
import { add, say, t } from "../kit/texts.js";
import texts from "../texts/case.js";
import { ActionPanel } from "./case/action-panel.js";
import { arranged } from "./case/actions.js";
import { StateBadges } from "./case/badges.js";
import { Clocks } from "./case/clocks.js";
import { MoreFacts, Stages, Summary } from "./case/facts.js";
import { History } from "./case/history.js";
import { LazyMap } from "./case/lazy-map.js";
import { Pictures } from "./case/pictures.js";
import { Reporters } from "./case/reporters.js";
import { Similar, useSimilar } from "./case/similar.js";
import { TrailLinks, useTrailKeys } from "./case/trail-links.js";
import { trailOf } from "./case/trail.js";
import { useCase } from "./case/use-case.js";
import { canSend, sendHref } from "./dispatch/send-link.js";

add(texts);
await stylesheet(new URL("../styles/case.css", import.meta.url));

export default function CasePage({ params }) {
  const data = useCase(params.id);
  if (!data.item && data.error) {
    return html`<${Page} title=${t("case.title")}><${ErrorState} error=${data.error} onRetry=${data.refresh} />
      <p class="row-wrap centre"><a class="btn" href="/cases">${t("case.toList")}</a></p><//>`;
  }
  if (!data.item) return html`<${Page} title=${t("case.title")}><${Loading} rows=${8} height=${560} /><//>`;
  return html`<${Loaded} data=${data} />`;
}

function Loaded({ data }) {
  const { item } = data;
  const { row } = item;
  const trail = trailOf(row.number);
  const similar = useSimilar(row.id, data.version);
  const [wanted, setWanted] = useState(null);
  useTrailKeys(trail);
  const canMerge = arranged(item).main.some((offer) => offer.action === "merge");
  const next = () => trail?.next && toast(t("case.nextOne", { number: trail.next }), { href: `/cases/${trail.next}` });

  return html`<${Page} title=${t("case.titleOf", { number: row.number })} crumbs=${crumbs(trail)} menu=${menuOf(row)}
      actions=${html`<${TrailLinks} trail=${trail} />`} note=${html`<${StateBadges} row=${row} /> <span class="faint">${say(row.smallClass?.name)}</span>`}>
    ${data.error && html`<p class="conflict" role="alert"><${Icon} name="warn" /> ${data.error.notFound ? t("case.goneFromSight") : data.error.message}
      <button type="button" class="btn btn-sm" onClick=${data.refresh}>${t("common.retry")}</button></p>`}
    <${Stages} row=${row} />
    <div class="split case-split">
      <div class="case-main">
        <${Card} title=${t("case.what")}><${Summary} item=${item} /><${AllFacts} item=${item} /><//>
        <${Pictures} item=${item} />
        <${History} data=${data} />
      </div>
      <div class="case-side">
        <${Card} title=${t("case.act")}><${ActionPanel} data=${data} keys=${true} onDone=${next} wanted=${wanted} /><//>
        <${Card} title=${t("case.clocks")}><${Clocks} data=${data} /><//>
        <${Similar} rows=${similar} onMerge=${canMerge ? (target) => setWanted({ action: "merge", values: { target: target.id }, at: Date.now() }) : null} />
        <${Card} title=${t("case.where")} flush=${true}><div class="case-map"><${LazyMap} row=${row} near=${similar} label=${t("case.map")} /></div><//>
        <${Reporters} item=${item} />
      </div>
    </div>
    <${JumpToActions} />
  <//>`;
}

function AllFacts({ item }) {
  const [isOpen, setOpen] = useState(false);
  return html`<details class="more-facts" onToggle=${(event) => setOpen(event.target.open)}><summary>${t("case.allFacts")}</summary>${isOpen && html`<${MoreFacts} item=${item} />`}</details>`;
}

const crumbs = (trail) => {
  const titles = { inbox: t("nav.inbox"), cases: t("nav.cases"), map: t("nav.map") };
  return [trail ? { href: trail.href, title: titles[trail.page] ?? t("nav.cases") } : { href: "/cases", title: t("nav.cases") }];
};

const orderFor = (row) => ({ place: row, about: { kind: "case", id: row.id, name: row.number }, address: row.address, title: say(row.smallClass?.name).split(" › ").at(-1) });

const menuOf = (row) => [
  { label: t("case.copyNumber"), icon: "copy", onSelect: () => copied(row.number) },
  { label: t("case.copyLink"), icon: "link", onSelect: () => copied(`${location.origin}/cases/${row.number}`) },
  { label: t("case.print"), icon: "case", href: `/cases/${row.number}/print` },
  canSend() && !hasEnded(row.state) && { label: t("common.sendUnit"), icon: "send", href: sendHref(orderFor(row)) },
  row.lng !== undefined && { label: t("case.onMap"), icon: "map", href: `/?open=case:${row.id}` },
  { label: t("case.toPrevious"), icon: "left", onSelect: () => back("/cases") },
];

async function copied(text) {
  if (await copyText(text)) toast(t("case.copied", { text }));
  else toast(t("copy.failed"), { tone: "error" });
}

/** On a phone the actions are below the facts; the thumb gets there in one press. */
function JumpToActions() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const panel = document.querySelector(".act-choices");
    if (!panel) return undefined;
    const watcher = new IntersectionObserver(([entry]) => setShown(!entry.isIntersecting));
    watcher.observe(panel);
    return () => watcher.disconnect();
  });
  const jump = () => document.querySelector(".act-choices")?.scrollIntoView({ block: "start", behavior: "smooth" });
  return isShown && html`<button type="button" class="btn btn-primary jump" onClick=${jump}><${Icon} name="edit" /> ${t("case.act")}</button>`;
}

