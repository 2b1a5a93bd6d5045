// Routing: the sets of rules, and asking the rules in force about a case.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Choice, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { Time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { Page, Tabs } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { Decision } from "./routing-decision.js";
import texts from "../../texts/routing.js";

add(texts);

export default function RoutingPage() {
  const [{ part }, setQuery] = useQuery();
  const sets = useList("/routing/rule-sets", {}, { limit: 200 });
  const [isMaking, setMaking] = useState(false);
  useLive("routing.changed", sets.refresh);
  const newButton = can("routing.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setMaking(true)}><${Icon} name="plus" /> ${t("routing.newDraft")}</button>`;
  return html`<${Page} title=${t("routing.title")} count=${sets.count} note=${t("routing.note")} actions=${newButton}>
    <${Tabs} label=${t("routing.parts")} value=${part === "try" ? "try" : "sets"} onValue=${(next) => setQuery({ part: next === "try" ? "try" : undefined })}
      tabs=${[{ id: "sets", title: t("routing.sets") }, { id: "try", title: t("routing.tryTab") }]} />
    ${part === "try" ? html`<${Decision} />` : html`<${DataTable} name="rule-sets" caption=${t("routing.sets")} columns=${columns()} list=${sets} href=${(row) => `/routing/${row.id}`}
      empty=${{ title: t("routing.none"), text: t("routing.noneHint"), icon: "rules" }} />`}
    ${isMaking && html`<${NewDraft} sets=${sets.items} onClose=${() => setMaking(false)} />`}
  <//>`;
}

const columns = () => [
  { key: "number", title: t("routing.number"), cell: (row) => row.number, align: "end", width: 64, phone: "none" },
  { key: "title", title: t("routing.name"), cell: (row) => row.title, phone: "title" },
  { key: "state", title: t("routing.state"), cell: (row) => html`<${SetState} set=${row} />`, width: 110 },
  { key: "rules", title: t("routing.rules"), cell: (row) => row.ruleCount, align: "end", width: 80 },
  { key: "simulated", title: t("routing.simulated"), cell: (row) => (row.state === "draft" ? t(row.simulated ? "routing.simulatedYes" : "routing.simulatedNo") : ""), width: 100 },
  { key: "since", title: t("routing.since"), cell: (row) => html`<${Time} at=${row.wentLiveAt} />`, width: 150 },
  { key: "created", title: t("routing.created"), cell: (row) => html`<${Time} at=${row.createdAt} />`, width: 150 },
];

const states = { live: ["routing.live", "tag tag-accent"], draft: ["routing.draft", "tag tag-strong"], retired: ["routing.retired", ""] };

export const SetState = ({ set }) => html`<span class=${states[set.state][1]}>${t(states[set.state][0])}</span>`;

export function NewDraft({ sets, from, onClose }) {
  const live = sets.find((each) => each.state === "live");
  const origin = from ?? live;
  const form = useForm({
    initial: { title: origin ? t("routing.copyTitle", { title: origin.title }) : "", copyOf: from?.id ?? (live ? "live" : undefined) },
    guard: false,
    check: ({ title }) => ({ title: !title.trim() && t("form.required") }),
    submit: ({ title, copyOf }, { key }) => send("POST", "/routing/rule-sets", { title, ...(copyOf ? { copyOf } : {}) }, { key }),
    done: ({ value }) => {
      toast(t("routing.made"));
      go(`/routing/${value.id}`);
      onClose();
    },
  });
  const options = [
    live && { value: "live", label: t("routing.copyLive") },
    ...sets.filter((each) => each.state !== "draft" && each !== live).map((each) => ({ value: each.id, label: t("routing.copySet", each) })),
    from && from.state === "live" && { value: from.id, label: t("routing.copySet", from) },
  ].filter(Boolean);
  return html`<${Dialog} open=${true} title=${t("routing.newDraft")} onClose=${onClose}><${Form} form=${form} label=${t("routing.newDraft")}>
    <${TextField} form=${form} name="title" label=${t("routing.draftTitle")} required max=${80} />
    <${Choice} form=${form} name="copyOf" label=${t("routing.copyOf")} empty=${t("routing.copyBlank")} options=${options} />
    <${FormActions} form=${form} label=${t("routing.newDraft")} onCancel=${onClose} /><//><//>`;
}
