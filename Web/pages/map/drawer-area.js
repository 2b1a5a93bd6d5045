// An area beside the map: its figures, what lies in it with theirs, its open cases.
import { html, useEffect } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { Copy } from "../../kit/copy.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useLoad } from "../../kit/load.js";
import { boundsOf } from "../../kit/map.js";
import { AreaName } from "../../kit/names.js";
import { Facts } from "../../kit/page.js";
import { can } from "../../kit/session.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { levelName } from "../../kit/terms.js";
import { nameOf, t } from "../../kit/texts.js";
import { Sheet } from "./sheet.js";
import { OpenCases } from "./drawer-grid.js";
import { PlaceFigures } from "./rows.js";

const below = { city: "county", county: "street", street: "grid" };

export function AreaDrawer({ id, onClose, show, onFly, onLocate }) {
  const found = useLoad((signal) => get(`/areas/${id}`, null, { signal }), [id]);
  const area = found.value;
  const bounds = boundsOf(area?.boundary);
  useEffect(() => {
    if (bounds) onLocate({ bounds });
  }, [bounds?.join()]);
  return html`<${Sheet} kind=${area ? levelName(area.level) : t("search.area")} title=${area ? nameOf(area) : t("common.loading")} onClose=${onClose}
      foot=${area && html`${can("case.read") && html`<a class="btn" href=${`/cases?state=open&area=${id}`}>${t("cityMap.areaCases")}</a>`}
        ${bounds && html`<button type="button" class="btn" onClick=${() => onFly({ bounds })}><${Icon} name="locate" /> ${t("cityMap.showWhole")}</button>`}`}>
    ${found.error && html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />`}
    ${!area && !found.error && html`<${Loading} rows=${8} />`}
    ${area && html`<div class="stack">
      ${can("case.read") && html`<${AreaFigures} area=${area} />`}
      <${Facts} items=${[
        [t("cityMap.code"), html`<${Copy} text=${area.code} />`],
        area.parent && [t("cityMap.partOf"), html`<button type="button" class="btn-link" onClick=${() => show({ kind: "area", id: area.parent })}><${AreaName} code=${area.parent} /></button>`],
      ]} />
      ${area.level !== "community" && html`<${Inside} area=${area} show=${show} />`}
      ${can("case.read") && html`<${OpenCases} query=${{ area: id }} show=${show} />`}</div>`}
  <//>`;
}

const noCases = { open: 0, yellow: 0, red: 0 };
const sum = (items) => items.reduce((all, item) => ({ open: all.open + item.open, yellow: all.yellow + item.yellow, red: all.red + item.red }), noCases);

function AreaFigures({ area }) {
  const level = below[area.level] ?? "grid";
  const figures = useLoad((signal) => get("/map/figures", { level, area: area.code }, { signal }), [area.code]);
  useLive("case.changed", figures.refresh, { settle: 1000 });
  return html`<${PlaceFigures} figure=${figures.value && sum(figures.value.items)} href=${(key) => `/cases?state=open&area=${area.code}${key === "open" ? "" : `&lamp=${key}`}`} />`;
}

// What lies inside, the one with the most open cases first: where to look next.
function Inside({ area, show }) {
  const found = useLoad(async (signal) => {
    const level = area.level === "city" ? "county" : "street";
    const [areas, figures] = await Promise.all([
      list("/areas", { parent: area.code, limit: 500 }, { signal }),
      can("case.read") && area.level !== "street" ? get("/map/figures", { level, area: area.code }, { signal }) : { items: [] },
    ]);
    const byCode = new Map(figures.items.map((item) => [item.code, item]));
    return areas.items.map((each) => ({ area: each, figure: byCode.get(each.code) })).sort((one, other) => (other.figure?.open ?? 0) - (one.figure?.open ?? 0));
  }, [area.code]);
  if (!found.value?.length) return null;
  return html`<section><h3>${t("cityMap.inside")}</h3><ul class="area-rows">${found.value.map(({ area: each, figure }) => html`<li key=${each.code}>
    <button type="button" onClick=${() => show({ kind: "area", id: each.code }, each.center)}><span>${nameOf(each)}</span>${figure && html`<span class="faint">${t("cityMap.insideFigure", { open: number(figure.open), red: number(figure.red) })}</span>`}</button></li>`)}</ul></section>`;
}
