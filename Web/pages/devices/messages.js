// Mappings of MQTT messages, with what came through each of them.
import "./messages/setup.js";
import { html } from "../../kit/html.js";
import { get } from "../../kit/api.js";
import { number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList, useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { DataTable } from "../../kit/table.js";
import { say, t } from "../../kit/texts.js";
import { ActiveMark, crumbs } from "./messages/words.js";

export default function MessagesPage() {
  const mappings = useList("/message-mappings");
  const unmapped = useLoad((signal) => get("/message-mappings/unmapped", undefined, { signal })).value;
  const add = html`<a class="btn btn-primary" href="/devices/messages/new"><${Icon} name="plus" /> ${t("mapping.new")}</a>`;
  return html`<${Page} wide title=${t("mapping.title")} count=${mappings.count} crumbs=${crumbs().slice(0, 1)} note=${t("mapping.note")} actions=${add}>
    ${unmapped?.messages > 0 && html`<p class="form-note" role="status"><${Icon} name="warn" /> ${t("mapping.unmapped", { count: number(unmapped.messages), topic: unmapped.lastTopic })}</p>`}
    <${DataTable} name="mappings" caption=${t("mapping.title")} columns=${columns()} list=${mappings} href=${(row) => `/devices/messages/${row.id}`}
      empty=${{ icon: "message", title: t("mapping.none"), text: t("mapping.noneHint") }} /><//>`;
}

const count = (key, title, isBad) => ({
  key, title, align: "end", cell: ({ counts }) => (isBad && counts[key] > 0 ? html`<span class="mapping-bad"><${Icon} name="warn" size=${12} /> ${number(counts[key])}</span>` : number(counts[key])),
});

const columns = () => [
  { key: "name", title: t("mapping.name"), phone: "title", cell: (row) => row.name, text: (row) => row.name },
  { key: "topic", title: t("mapping.topic"), cell: (row) => html`<span class="code">${row.topic}</span>`, text: (row) => row.topic },
  { key: "state", title: t("mapping.state"), cell: (row) => html`<${ActiveMark} mapping=${row} />` },
  count("messages", t("mapping.messages")),
  count("positions", t("mapping.positions")),
  count("strangers", t("mapping.strangers"), true),
  count("unreadable", t("mapping.unreadable"), true),
  count("refused", t("mapping.refused"), true),
  { key: "trouble", title: t("mapping.trouble"), wrap: true, cell: ({ counts }) => html`<${Trouble} counts=${counts} />` },
];

function Trouble({ counts }) {
  return html`<span class="mapping-troubles">${counts.lastTrouble && html`<span>${say(counts.lastTrouble)}</span>`}${counts.lastStranger && html`<span>${t("mapping.lastStranger", { ident: counts.lastStranger })}</span>`}</span>`;
}
