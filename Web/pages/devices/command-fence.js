// A fence in a terminal: which one, and what the terminal is to tell of it.
import { html } from "../../kit/html.js";
import { get, list } from "../../kit/api.js";
import { NumberField, SearchSelect, Ticks } from "../../kit/form.js";
import { add, t } from "../../kit/texts.js";
import { kindName, shapeOf } from "../fences/words.js";
import texts from "../../texts/fences.js";

add(texts);

const shapeNames = { circle: "command.shape.circle", polygon: "command.shape.polygon", corridor: "command.shape.route" };
const shapeValues = { circle: "circle", polygon: "polygon", corridor: "route" };

export const initialArea = { fence: undefined, tells: ["entry", "exit"], maxKPH: undefined };
export const shapeChoices = () => Object.entries(shapeNames).map(([shape, key]) => ({ value: shapeValues[shape], label: t(key) }));

const search = async (text, signal) => {
  const { items } = await list("/fences", { text, limit: 30 }, { signal });
  return items.map((fence) => ({ value: fence.id, label: fence.name, detail: `${kindName(fence.kind)} · ${t(shapeNames[shapeOf(fence.geometry)])}` }));
};
const show = async (id) => (await get(`/fences/${id}`)).name;

/** `isSet`: it is set, and so it is said what the terminal tells; otherwise the terminal forgets it. */
export function FenceFields({ form, isSet }) {
  return html`<${SearchSelect} form=${form} name="fence" label=${t("command.fence")} hint=${t("command.fenceHint")} search=${search} show=${show} nothing=${t("command.noFence")} required />
    ${isSet && html`<${Ticks} form=${form} name="tells" label=${t("command.tells")} options=${[{ value: "entry", label: t("command.tellsEntry") }, { value: "exit", label: t("command.tellsExit") }]} />
      <${NumberField} form=${form} name="maxKPH" label=${t("command.maxKPH")} hint=${t("command.maxKPHHint")} unit=${t("command.kmh")} optional />`}`;
}

export function areaTrouble({ fence, tells, maxKPH }) {
  const isSpeed = maxKPH === undefined || (Number.isInteger(maxKPH) && maxKPH >= 1 && maxKPH <= 200);
  return {
    fence: fence ? null : t("command.chooseFence"),
    tells: tells.length > 0 || maxKPH !== undefined ? null : t("command.needTells"),
    maxKPH: isSpeed ? null : t("command.range", { from: 1, to: 200 }),
  };
}

export const areaBody = ({ fence, tells, maxKPH }) => ({ fence, tellsEntry: tells.includes("entry"), tellsExit: tells.includes("exit"), maxKPH });
