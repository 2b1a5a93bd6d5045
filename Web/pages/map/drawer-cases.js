// The cases of the view, or of a drawn box or polygon: counted, listed, and opened as a list to work through.
import { html, useState } from "../../kit/html.js";
import { url } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { areaText } from "./address.js";
import { byUrgency } from "./cases.js";
import { ListKinds } from "./list-kinds.js";
import { Sheet } from "./sheet.js";
import { CaseRows, LampCounts } from "./rows.js";

const step = 50;

export function CasesDrawer({ rows, cases, area, filters, kinds, onClose, onDropArea, show, onFly }) {
  const [shown, setShown] = useState(step);
  const sorted = [...rows].sort(byUrgency);
  const groups = byClass(sorted);
  // The view has no edge that somebody chose: its list is that of the whole filter.
  const href = url("/cases", { state: filters.state ?? "open", ...filters, ...(area ? areaText(area) : {}) }).replace("/api/v1", "");
  const openRow = (row) => {
    show({ kind: "case", id: row.id }, row);
    onFly(row);
  };
  return html`<${Sheet} title=${`${t(area ? "cityMap.chosenCases" : "cityMap.viewCases")} ${number(rows.length)}`} onClose=${onClose}
      foot=${html`<a class="btn btn-primary" href=${href}><${Icon} name="list" /> ${t(area ? "cityMap.openChosen" : "cityMap.openList")}</a>
        ${area && html`<button type="button" class="btn" onClick=${onDropArea}>${t("cityMap.dropArea")}</button>`}`}>
    <${ListKinds} kinds=${kinds} value="cases" show=${show} />
    <${LampCounts} rows=${rows} />
    ${cases.truncated && html`<p class="faint">${t("cityMap.truncated")}</p>`}
    ${groups.length > 1 && html`<p class="faint">${groups.slice(0, 6).map(([name, count]) => `${name} ${number(count)}`).join(" · ")}</p>`}
    ${rows.length === 0 && !cases.loading && html`<p class="faint">${t(area ? "cityMap.noneChosen" : "cityMap.noneInView")}</p>`}
    <${CaseRows} rows=${sorted.slice(0, shown)} onOpen=${openRow} label=${t(area ? "cityMap.chosenCases" : "cityMap.viewCases")} />
    ${sorted.length > shown && html`<button type="button" class="btn" onClick=${() => setShown(shown + step)}>${t("cityMap.showMore", { count: number(sorted.length - shown) })}</button>`}
  <//>`;
}

function byClass(rows) {
  const counts = new Map();
  for (const row of rows) {
    const name = row.name?.split(" › ").at(-1) || t("cityMap.noClass");
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}
