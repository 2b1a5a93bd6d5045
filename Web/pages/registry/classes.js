// An edition of the class tables to read: by big class, or by words. A draft can be changed from here.
import { cx, html } from "../../kit/html.js";
import { FilterBar } from "../../kit/filters.js";
import { Icon } from "../../kit/icons.js";
import { useLoad } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { Page, Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { classKinds } from "../../kit/terms.js";
import { add, say, t } from "../../kit/texts.js";
import { allEditions, bigClasses, classesOf, matches } from "./class-data.js";
import { DraftTools } from "./class-draft.js";
import { SmallClass } from "./class-view.js";
import texts from "../../texts/classes.js";

add(texts);

export default function ClassesPage({ params }) {
  const [query, setQuery] = useQuery();
  const data = useLoad(async (signal) => {
    const editions = await allEditions({ signal });
    const edition = params.edition ? editions.find((each) => each.edition === params.edition) : editions.find((each) => each.isCurrent);
    return { edition, classes: edition ? await classesOf(edition.edition, { signal }) : [] };
  }, [params.edition]);
  useLive("registry.changed", (events) => {
    if (events.length === 0 || events.some((event) => event.data?.kind === "class")) data.refresh();
  }, { settle: 1000 });
  const { edition, classes = [] } = data.value ?? {};
  const isDraft = edition?.state === "draft";
  const mayEdit = isDraft && can("class.write");
  const crumbs = params.edition && [{ href: "/classes", title: t("classes.title") }, { href: "/classes/editions", title: t("classes.editions") }];
  const title = params.edition && edition ? say(edition.title) : t("classes.title");
  const tools = html`<a class="btn" href="/classes/editions"><${Icon} name="layers" /> ${t("classes.editions")}</a>`;
  return html`<${Page} title=${title} count=${edition && t("classes.count", { count: classes.length })} crumbs=${crumbs} note=${isDraft ? t("classes.draftNote") : edition && !params.edition && say(edition.title)} actions=${mayEdit ? html`<${DraftTools} edition=${edition} onChanged=${data.refresh} />` : tools}>
    ${data.error && !data.value ? html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />` : !data.value ? html`<${Loading} rows=${12} />`
      : !edition ? html`<${Empty} icon="list" title=${t("classes.noEdition")} text=${t("classes.noEditionHint")} action=${tools} />`
      : html`<${FilterBar} page="classes" fields=${[{ key: "text", kind: "text", label: t("classes.search"), always: true }]} />
        ${query.text ? html`<${Found} classes=${classes.filter((each) => matches(each, query.text))} mayEdit=${mayEdit} edition=${edition} />`
          : html`<${Browse} classes=${classes} query=${query} setQuery=${setQuery} mayEdit=${mayEdit} edition=${edition} />`}
        ${say(edition.source) && html`<details class="source"><summary>${t("classes.source")}</summary><p>${say(edition.source)}</p></details>`}`}
  <//>`;
}

function Found({ classes, mayEdit, edition }) {
  if (classes.length === 0) return html`<${Empty} icon="search" title=${t("classes.nothing")} text=${t("classes.nothingHint")} />`;
  return html`<p class="faint" role="status">${t("classes.found", { count: classes.length })}</p>
    ${classes.slice(0, 100).map((small) => html`<${SmallClass} key=${small.key} small=${small} mayEdit=${mayEdit} edition=${edition} withBig />`)}`;
}

function Browse({ classes, query, setQuery, mayEdit, edition }) {
  const kinds = classKinds().filter((kind) => mayEdit || classes.some((each) => each.kind === kind.value));
  const kind = kinds.some((each) => each.value === query.kind) ? query.kind : (kinds.find((each) => classes.some((small) => small.kind === each.value)) ?? kinds[0])?.value;
  const bigs = bigClasses(classes, kind);
  const big = bigs.some(([code]) => code === query.big) ? query.big : bigs[0]?.[0];
  const shown = classes.filter((each) => each.kind === kind && each.big === big);
  return html`<${Tabs} label=${t("classes.kind")} value=${kind} onValue=${(next) => setQuery({ kind: next, big: undefined })}
      tabs=${kinds.map((each) => ({ id: each.value, title: each.label, count: classes.filter((small) => small.kind === each.value).length }))} />
    ${bigs.length === 0 ? html`<${Empty} icon="list" title=${t("classes.empty")} text=${t("classes.emptyHint")} />` : html`<div class="class-browse">
      <nav class="big-classes" aria-label=${t("classes.bigClasses")}>${bigs.map(([code, name]) => html`<a key=${code} class=${cx(code === big && "is-here")} aria-current=${code === big ? "true" : undefined}
        href=${`?kind=${kind}&big=${code}`}><span class="code">${code}</span> ${say(name)} <span class="tab-count">${classes.filter((each) => each.kind === kind && each.big === code).length}</span></a>`)}</nav>
      <div>${shown.map((small) => html`<${SmallClass} key=${small.key} small=${small} mayEdit=${mayEdit} edition=${edition} />`)}</div></div>`}`;
}
