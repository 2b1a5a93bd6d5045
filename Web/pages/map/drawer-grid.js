// A unit grid beside the map: who answers for it, its figures, its open cases.
import { html, useEffect } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { number } from "../../kit/format.js";
import { useLive } from "../../kit/live.js";
import { useList, useLoad } from "../../kit/load.js";
import { boundsOf } from "../../kit/map.js";
import { AreaName } from "../../kit/names.js";
import { Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { say, spaced, t } from "../../kit/texts.js";
import { Sheet } from "./sheet.js";
import { CaseList, PlaceFigures } from "./rows.js";

/** The grid with those who answer for it: asked at a place inside it. */
async function readGrid(code, signal) {
  const grid = await get(`/grids/${code}`, null, { signal });
  const place = middleOf(grid.shape);
  const there = place && (await get("/places", place, { signal }).catch((error) => {
    if (error.notFound) return null;
    throw error;
  }));
  return { grid, place, responsible: there?.gridCode === code ? there.responsible : [] };
}

function middleOf(shape) {
  const box = boundsOf(shape);
  return box && { lng: (box[0] + box[2]) / 2, lat: (box[1] + box[3]) / 2 };
}

export function GridDrawer({ id, onClose, show, onLocate }) {
  const found = useLoad((signal) => readGrid(id, signal), [id]);
  useLive(["registry.changed"], found.refresh, { settle: 2000 });
  const { grid, responsible } = found.value ?? {};
  const bounds = boundsOf(grid?.shape);
  useEffect(() => {
    if (bounds) onLocate({ bounds });
  }, [bounds?.join()]);
  return html`<${Sheet} kind=${t("search.grid")} title=${id.slice(-3)} onClose=${onClose}
      foot=${can("case.read") && html`<a class="btn" href=${`/cases?state=open&grid=${id}`}>${t("cityMap.gridCases")}</a>`}>
    ${found.error && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!grid && !found.error && html`<${Loading} rows=${8} />`}
    ${grid && html`<div class="stack">
      ${can("case.read") && html`<${GridFigures} code=${id} />`}
      <${Facts} items=${[
        [t("cityMap.code"), html`<${Copy} text=${grid.code} />`],
        [t("cityMap.area"), html`<button type="button" class="btn-link" onClick=${() => show({ kind: "area", id: grid.area })}><${AreaName} code=${grid.area} /></button>`],
        [t("cityMap.size"), t("cityMap.squareMetres", { value: number(Math.round(grid.areaM2)) })],
        grid.note && [t("cityMap.note"), spaced(grid.note)],
      ]} />
      <${People} responsible=${responsible} />
      ${can("case.read") && html`<${OpenCases} query=${{ grid: id }} show=${show} />`}</div>`}
  <//>`;
}

function GridFigures({ code }) {
  const figures = useLoad((signal) => get("/map/figures", { level: "grid", area: code.slice(0, 12) }, { signal }), [code]);
  useLive("case.changed", figures.refresh, { settle: 1000 });
  const figure = figures.value && (figures.value.items.find((item) => item.code === code) ?? { open: 0, yellow: 0, red: 0 });
  return html`<${PlaceFigures} figure=${figure} href=${(key) => `/cases?state=open&grid=${code}${key === "open" ? "" : `&lamp=${key}`}`} />`;
}

export function People({ responsible }) {
  return html`<section><h3>${t("cityMap.people")}</h3>
    ${responsible.length === 0 && html`<p class="faint">${t("cityMap.nobody")}</p>`}
    ${responsible.map((each) => html`<${Facts} key=${each.id} items=${[
      [t("cityMap.responsibilityGrid"), spaced(each.name)],
      [t("cityMap.head"), each.owner?.name && spaced(each.owner.name)],
      [t("cityMap.collectors"), each.collectors.map((person) => spaced(person.name)).join(t("cityMap.comma"))],
      [t("cityMap.unit"), each.organisation && spaced(say(each.organisation.name))],
    ]} />`)}</section>`;
}

/** The open cases of a place, what burns first as the server lists them. */
export function OpenCases({ query, show }) {
  const list = useList("/cases", { state: "open", ...query }, { limit: 10 });
  useLive("case.changed", list.refresh, { settle: 1500 });
  const more = `/cases?${new URLSearchParams({ state: "open", ...query })}`;
  return html`<section><h3>${t("cityMap.openCasesTitle")}</h3>
    <${CaseList} list=${list} none=${t("cityMap.noOpenCases")} label=${t("cityMap.openCasesTitle")} more=${more} onOpen=${(row) => show({ kind: "case", id: row.id }, row.lng === undefined ? null : row)} /></section>`;
}
