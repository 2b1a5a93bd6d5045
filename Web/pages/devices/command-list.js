// What became of commands. One that waits may be withdrawn.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { number, span, Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { AnswerDialog } from "./answer.js";
import { hasEnded } from "./until-ended.js";

const icons = { waiting: "clock", sent: "send", done: "check", refused: "close", unanswered: "warn", expired: "history", withdrawn: "minus" };

/** A shape and a word; what failed is written strong. */
export const CommandState = ({ command }) => html`<span class=${`command-state command-${command.state}`}><${Icon} name=${icons[command.state] ?? "info"} /> ${say(command.stateName)}</span>`;

export function CommandList({ commands, mayCommand }) {
  const [shown, show] = useState(null);
  const withdraw = async (command) => {
    try {
      const { value } = await send("POST", `/terminals/commands/${command.id}/withdrawal`, {});
      commands.patch(command.id, value);
      toast(t("command.withdrawn"));
    } catch (error) {
      toastError(error);
      commands.refresh();
    }
  };
  return html`<${DataTable} name="device-commands" caption=${t("command.list")} columns=${columns(mayCommand, withdraw, show)} list=${commands}
    empty=${{ icon: "send", title: t("command.none"), text: t("command.noneHint") }} />
    ${shown && html`<${AnswerDialog} command=${shown} onClose=${() => show(null)} />`}`;
}

const columns = (mayCommand, withdraw, show) => [
  { key: "title", title: t("command.kind"), phone: "title", wrap: true, cell: (row) => say(row.title) },
  { key: "state", title: t("command.state"), cell: (row) => html`<span class="command-result"><${CommandState} command=${row} />${row.answer && html`<button type="button" class="btn btn-sm" aria-haspopup="dialog" onClick=${() => show(row)}>${t("command.answer", { count: number(row.answer.length) })}</button>`}</span>` },
  { key: "took", title: t("command.took"), align: "end", cell: took },
  { key: "tries", title: t("command.tries"), align: "end", hidden: true, cell: (row) => number(row.tries) },
  { key: "at", title: t("command.at"), cell: (row) => html`<${Time} at=${row.at} />` },
  { key: "by", title: t("command.by"), cell: (row) => row.byName },
  ...(mayCommand ? [{ key: "withdraw", title: t("command.withdraw"), cell: (row) => row.state === "waiting" && html`<button type="button" class="btn btn-sm" aria-label=${`${t("command.withdraw")} ${say(row.title)}`} onClick=${() => withdraw(row)}>${t("command.withdraw")}</button>` }] : []),
];

function took(row) {
  if (!hasEnded(row.state) || !row.endedAt) return "";
  const passed = Date.parse(row.endedAt) - Date.parse(row.at);
  return passed < 120e3 ? t("command.tookSeconds", { count: number(passed / 1000, passed < 10e3 ? 1 : 0) }) : span(passed);
}
