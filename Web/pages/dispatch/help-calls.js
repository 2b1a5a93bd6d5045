// Calls for help: those that are open stand above all; the list of all of them.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useLive } from "../../kit/live.js";
import { useList } from "../../kit/load.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";

/** Says that one looks after a call; the answer is the call as it is then. */
export async function answer(help) {
  const { value } = await send("POST", `/command/help/${help.id}/answer`, {}, { version: help.version });
  toast(t("help.answeredNow", { name: help.name }));
  return value;
}

export const HelpState = ({ help }) => html`<span class=${`help-state help-${help.state}`}>${help.state !== "closed" && html`<${Icon} name="bell" size=${14} /> `}${say(help.stateName)}</span>`;

/** Nothing is shown while nobody calls. */
export function OpenCalls() {
  const calls = useList("/command/help", { open: true });
  useLive("command.help", calls.refresh);
  if (calls.items.length === 0) return html`<div role="status"></div>`;
  return html`<section class="sos" aria-label=${t("help.open")}><h2><${Icon} name="bell" size=${20} /> ${t("help.openCount", { count: calls.items.length })}</h2>
    <ul class="plain">${calls.items.map((help) => html`<${OpenCall} key=${help.id} help=${help} refresh=${calls.refresh} />`)}</ul></section>`;
}

function OpenCall({ help, refresh }) {
  const take = async () => {
    try {
      await answer(help);
    } catch (error) {
      toastError(error);
    }
    refresh();
  };
  return html`<li><a class="sos-name" href=${`/help/${help.id}`}>${help.name}</a><${HelpState} help=${help} />
    <span class="sos-words">${help.words}</span><span class="faint"><${Time} at=${help.at} relative /> · ${say(help.areaName)}${help.answeredBy && ` · ${t("help.by", { name: help.answeredBy })}`}</span>
    <span class="sos-acts">${help.state === "open" && can("command.dispatch") && html`<button type="button" class="btn btn-sm" onClick=${take}>${t("help.answer")}</button>`}
      <a class="btn btn-sm btn-primary" href=${`/help/${help.id}`}>${t("help.look")}</a></span></li>`;
}

export function HelpList() {
  const calls = useList("/command/help", {});
  useLive("command.help", calls.refresh, { settle: 1000 });
  return html`<${DataTable} name="help" caption=${t("help.list")} columns=${columns()} list=${calls} href=${(row) => `/help/${row.id}`}
    empty=${{ icon: "bell", title: t("help.none"), text: t("help.noneHint") }} />`;
}

const columns = () => [
  { key: "name", title: t("help.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "state", title: t("help.state"), cell: (row) => html`<${HelpState} help=${row} />` },
  { key: "at", title: t("help.at"), cell: (row) => html`<${Time} at=${row.at} />` },
  { key: "words", title: t("help.words"), cell: (row) => row.words, text: (row) => row.words },
  { key: "area", title: t("help.area"), cell: (row) => say(row.areaName) },
  { key: "answered", title: t("help.answeredBy"), cell: (row) => row.answeredBy },
  { key: "outcome", title: t("help.outcome"), wrap: true, cell: (row) => row.outcome },
  { key: "number", title: t("help.number"), cell: (row) => html`<span class="code">${row.number}</span>` },
];
