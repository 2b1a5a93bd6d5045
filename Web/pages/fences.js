// Fences: their list, and the same ones on a map beside it.
import "./fences/setup.js";
import { html, useMemo } from "../kit/html.js";
import { FilterBar } from "../kit/filters.js";
import { Icon } from "../kit/icons.js";
import { useList } from "../kit/load.js";
import { CityMap } from "../kit/map.js";
import { useGround } from "../kit/map/ground.js";
import { Page } from "../kit/page.js";
import { go, useQuery } from "../kit/router.js";
import { can } from "../kit/session.js";
import { DataTable } from "../kit/table.js";
import { say, t } from "../kit/texts.js";
import { boundsOfFences, featuresOf, fenceLayer } from "./fences/fence-layer.js";
import { FenceState, kindChoices, kindName, shapeWords } from "./fences/words.js";

export default function FencesPage() {
  const [query] = useQuery();
  const fences = useList("/fences", { text: query.text, kind: query.kind, area: query.area });
  const addButton = can("sensing.write") && html`<a class="btn btn-primary" href="/fences/new"><${Icon} name="plus" /> ${t("fences.new")}</a>`;
  return html`<${Page} wide title=${t("fences.title")} count=${fences.count} actions=${addButton}>
    <${FilterBar} page="fences" fields=${fields()} />
    <div class="fence-split"><div><${DataTable} name="fences" caption=${t("fences.title")} columns=${columns()} list=${fences} href=${(row) => `/fences/${row.id}`}
        empty=${{ icon: "polygon", title: t("fences.none"), text: t("fences.noneHint") }} /></div>
      <div class="fence-map"><${AllOnMap} fences=${fences.items} /></div></div><//>`;
}

function AllOnMap({ fences }) {
  const ground = useGround();
  const data = useMemo(() => featuresOf(fences), [fences]);
  const fit = useMemo(() => boundsOfFences(fences), [fences]);
  const layers = useMemo(() => [...ground, fenceLayer({ data })], [ground, data]);
  return html`<${CityMap} label=${t("fences.map")} layers=${layers} fit=${fit} onSelect=${({ layer, id }) => layer === "fences" && id && go(`/fences/${id}`)} />`;
}

const fields = () => [
  { key: "text", kind: "text", label: t("fences.search"), always: true },
  { key: "kind", kind: "choice", label: t("fences.kind"), options: kindChoices() },
  ...(can("registry.read") ? [{ key: "area", kind: "area", label: t("fences.area") }] : []),
];

const columns = () => [
  { key: "name", title: t("fences.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "kind", title: t("fences.kind"), cell: (row) => kindName(row.kind) },
  { key: "area", title: t("fences.area"), cell: (row) => say(row.areaName) },
  { key: "shape", title: t("fences.shape"), cell: shapeWords },
  { key: "state", title: t("fences.state"), cell: (row) => html`<${FenceState} fence=${row} />` },
];
