// Commands to a terminal: one is sent by a form, the list says what became of each.
import { html, useState } from "../../kit/html.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { Card } from "../../kit/page.js";
import { t } from "../../kit/texts.js";
import { CommandForm } from "./command-form.js";
import { CommandList } from "./command-list.js";
import { hasEnded, useUntilEnded } from "./until-ended.js";
import { mayDo } from "./words.js";

export function Commands({ device, query }) {
  const commands = useList(`/devices/${device.id}/commands`, {}, { limit: 20 });
  const [sent, setSent] = useState(0);
  useUntilEnded(commands.refresh, commands.items.some((each) => !hasEnded(each.state)), sent);
  const mayCommand = mayDo(device, "command");
  const isDisabled = device.state === "disabled";
  const done = () => {
    setSent(sent + 1);
    commands.refresh();
  };
  const list = html`<${CommandList} commands=${commands} mayCommand=${mayCommand} />`;
  if (!mayCommand) return list;
  return html`<div class="command-split command-first"><div>${list}</div>
    <${Card} title=${t("command.new")}>
      ${isDisabled ? html`<p class="form-note"><${Icon} name="lock" /> ${t("command.disabled")}</p>` : html`
        ${!device.isOnline && html`<p class="form-note"><${Icon} name="offline" /> ${t("command.offline")}</p>`}
        <${CommandForm} key=${query.kind} device=${device} kind=${query.kind} onDone=${done} />`}<//></div>`;
}
