// The case that another is merged into: a similar one, or any open one by its number or address.
import { html, useEffect, useState } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { SearchSelect } from "../../kit/form.js";
import { time } from "../../kit/format.js";
import { hasEnded } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";

const option = (row) => ({ value: row.id, label: `${row.number} ${say(row.smallClass?.name)}`, detail: `${say(row.stateName)} · ${row.address || time(row.reportedAt)}` });

export function TargetField({ form, name, required, item }) {
  const [similar, setSimilar] = useState([]);
  useEffect(() => {
    if (!item) return;
    get(`/cases/${item.row.id}/similar`).then(({ items }) => setSimilar(items.filter((row) => !hasEnded(row.state))), () => {});
  }, [item?.row.id]);
  const search = async (text, signal) => {
    if (!text) return similar.map(option);
    const { items } = await list("/cases", { text, state: "open", limit: 12 }, { signal });
    return items.filter((row) => row.id !== item?.row.id).map(option);
  };
  const show = async (id) => option((await get(`/cases/${id}`)).row).label;
  return html`<div class="field-group">
    <${SearchSelect} form=${form} name=${name} label=${t("case.field.target")} required=${required} hint=${t("case.field.targetHint")} search=${search} show=${show} nothing=${t("case.field.noTarget")} />
    ${!form.values[name] && similar.length > 0 && html`<div class="chip-row"><span class="faint">${t("case.field.similar")}</span>
      ${similar.slice(0, 3).map((row) => html`<button key=${row.id} type="button" class="btn btn-sm" onClick=${() => form.set(name, row.id)}>${row.number}</button>`)}</div>`}</div>`;
}
