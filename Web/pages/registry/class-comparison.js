// A draft beside the edition in force: what it adds, takes away and changes.
import { html } from "../../kit/html.js";
import { useLoad } from "../../kit/load.js";
import { Page, Tabs } from "../../kit/page.js";
import { useQuery } from "../../kit/router.js";
import { Empty, ErrorState, Loading } from "../../kit/states.js";
import { classKindName } from "../../kit/terms.js";
import { add, say, t } from "../../kit/texts.js";
import { allEditions, classesOf, compared } from "./class-data.js";
import texts from "../../texts/classes.js";

add(texts);

export default function ComparisonPage({ params }) {
  const [query, setQuery] = useQuery();
  const data = useLoad(async (signal) => {
    const editions = await allEditions({ signal });
    const current = editions.find((each) => each.isCurrent);
    const edition = editions.find((each) => each.edition === params.edition);
    const [before, after] = await Promise.all([current ? classesOf(current.edition, { signal }) : [], classesOf(params.edition, { signal })]);
    return { current, edition, before, after };
  }, [params.edition]);
  const { current, edition } = data.value ?? {};
  const crumbs = [{ href: "/classes", title: t("classes.title") }, { href: `/classes/${params.edition}`, title: edition ? say(edition.title) : params.edition }];
  return html`<${Page} title=${t("comparison.title")} crumbs=${crumbs} note=${current && say(current.title)}>
    ${data.error ? html`<${ErrorState} error=${data.error} onRetry=${data.refresh} />` : !data.value ? html`<${Loading} rows=${10} />`
      : current?.edition === params.edition ? html`<${Empty} icon="columns" title=${t("comparison.self")} text=${t("comparison.noneHint")} />`
      : html`<${Differences} result=${compared(data.value.before, data.value.after)} show=${query.show} onShow=${(show) => setQuery({ show })} />`}<//>`;
}

function Differences({ result, show, onShow }) {
  const kinds = [["changed", "comparison.changed"], ["added", "comparison.added"], ["removed", "comparison.removed"], ["same", "comparison.same"]];
  const shown = kinds.some(([kind]) => kind === show) ? show : kinds.find(([kind]) => result[kind].length > 0)?.[0] ?? "changed";
  const rows = result[shown];
  return html`<${Tabs} label=${t("comparison.show")} value=${shown} onValue=${onShow} tabs=${kinds.map(([id, key]) => ({ id, title: t(key), count: result[id].length }))} />
    ${rows.length === 0 ? html`<${Empty} icon="check" title=${t("comparison.none")} text=${t("comparison.noneHint")} />` : html`<div class="table-frame"><div class="table-scroll"><table class="data comparison" data-test="comparison">
      <caption class="visually-hidden">${t("comparison.title")}</caption>
      <thead><tr><th scope="col">${t("comparison.class")}</th>${shown === "changed" && html`<th scope="col">${t("comparison.what")}</th><th scope="col">${t("comparison.before")}</th><th scope="col">${t("comparison.after")}</th>`}</tr></thead>
      <tbody>${rows.flatMap(({ small, differences }) => (differences.length ? differences : [null]).map((each, index) => html`<tr key=${`${small.key}${index}`}>
        <td class="wrap" data-phone="title" data-title=${t("comparison.class")}>${index === 0 && html`<${Name} small=${small} />`}</td>
        ${each && html`<td data-phone="line" data-title=${t("comparison.what")}>${each.what}</td><td class="wrap" data-phone="line" data-title=${t("comparison.before")}>${each.before || html`<span class="faint">${t("comparison.nothing")}</span>`}</td>
          <td class="wrap" data-phone="line" data-title=${t("comparison.after")}><b>${each.after || t("comparison.nothing")}</b></td>`}</tr>`))}</tbody></table></div></div>`}`;
}

const Name = ({ small }) => html`${say(small.name)} <span class="faint">${classKindName(small.kind)} <span class="code">${small.big}${small.small}</span> ${say(small.bigName)}</span>`;
