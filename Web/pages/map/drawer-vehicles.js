// The vehicles and officers of the view, or of a drawn box or polygon; whoever may, sends words to all of them.
import { html, useState } from "../../kit/html.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { can } from "../../kit/session.js";
import { useStore } from "../../kit/store.js";
import { t } from "../../kit/texts.js";
import { BatchText } from "../devices/batch-text.js";
import { speedWords, UseMark, useName } from "../devices/words.js";
import { rowsIn } from "./chosen.js";
import { CallList } from "./call-list.js";
import { useUnits } from "./command.js";
import { ListKinds } from "./list-kinds.js";
import { Sheet } from "./sheet.js";

const step = 50;

export function VehiclesDrawer({ fleet, uses, area, bounds, kinds, show, onFly, onDropArea, onClose }) {
  const [shown, setShown] = useState(step);
  const [writesTo, setWritesTo] = useState(null);
  const [isCalling, setCalling] = useState(false);
  const units = useUnits();
  const { hasAll } = useStore(fleet.state);
  const all = fleet.list().filter((row) => !uses || uses.includes(row.use));
  const rows = rowsIn(all, area ?? (bounds ? { box: bounds } : null)).sort((one, other) => one.name.localeCompare(other.name, "zh"));
  const title = t(area ? "fleet.chosenTitle" : "fleet.viewTitle");
  const open = (row) => {
    show({ kind: "vehicle", id: row.id }, row);
    onFly(row);
  };
  const write = can("sensing.command") && rows.length > 0 && html`<button type="button" class="btn btn-primary" onClick=${() => setWritesTo(rows)}><${Icon} name="message" /> ${t("batchText.open")}</button>`;
  const call = can("command.read") && rows.length > 0 && html`<button type="button" class="btn" onClick=${() => setCalling(true)}><${Icon} name="phone" /> ${t("fleet.callList")}</button>`;
  return html`<${Sheet} title=${html`${title} <span data-test="vehicle-count">${number(rows.length)}</span>`} onClose=${onClose}
      foot=${(write || call || area) && html`${write}${call}${area && html`<button type="button" class="btn" onClick=${onDropArea}>${t("cityMap.dropArea")}</button>`}`}>
    <${ListKinds} kinds=${kinds} value="vehicles" show=${show} />
    ${rows.length > 0 && html`<p class="faint">${byUse(rows)}</p>`}
    ${rows.length === 0 && html`<p class="faint">${t(!hasAll ? "fleet.reading" : area ? "fleet.noneChosen" : "fleet.noneInView")}</p>`}
    <ul class="case-rows vehicle-rows" aria-label=${title}>${rows.slice(0, shown).map((row) => html`<li key=${row.serial}><button type="button" onClick=${() => open(row)}>
      <span class="case-row-head"><span class="with-mark"><${UseMark} use=${row.use} /> <strong>${row.name}</strong></span><span class="faint">${row.isQuiet ? t("fleet.quiet") : speedWords(row.speed)}</span></span></button></li>`)}</ul>
    ${rows.length > shown && html`<button type="button" class="btn" onClick=${() => setShown(shown + step)}>${t("fleet.more", { count: number(rows.length - shown) })}</button>`}
    ${isCalling && html`<${CallList} rows=${rows} units=${units} onClose=${() => setCalling(false)} />`}
    ${writesTo && html`<${BatchText} devices=${writesTo} onClose=${() => setWritesTo(null)} />`}
  <//>`;
}

function byUse(rows) {
  const counts = new Map();
  for (const { use } of rows) counts.set(use, (counts.get(use) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).map(([use, count]) => `${useName(use)} ${number(count)}`).join(" · ");
}
