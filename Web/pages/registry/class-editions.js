// The editions of the class tables: which held when, and the drafts.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Dialog } from "../../kit/dialog.js";
import { Choice, Form, FormActions, TextField, useForm } from "../../kit/form.js";
import { day, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { useList } from "../../kit/load.js";
import { useLive } from "../../kit/live.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { can } from "../../kit/session.js";
import { DataTable } from "../../kit/table.js";
import { add, say, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { DescribeFields } from "./class-draft.js";
import texts from "../../texts/classes.js";

add(texts);

export default function EditionsPage() {
  const editions = useList("/classes/editions", {}, { limit: 500, rowKey: "edition" });
  const [isMaking, setMaking] = useState(false);
  useLive("registry.changed", editions.refresh, { settle: 1000 });
  const newButton = can("class.write") && html`<button type="button" class="btn btn-primary" onClick=${() => setMaking(true)}><${Icon} name="plus" /> ${t("editions.newDraft")}</button>`;
  return html`<${Page} title=${t("editions.title")} count=${editions.count} note=${t("editions.note")} crumbs=${[{ href: "/classes", title: t("classes.title") }]} actions=${newButton}>
    <${DataTable} name="editions" caption=${t("editions.title")} columns=${columns()} list=${editions} rowKey="edition" href=${(row) => `/classes/${row.edition}`} empty=${{ title: t("classes.empty"), text: t("classes.emptyHint"), icon: "layers" }} />
    ${isMaking && html`<${NewDraft} editions=${editions.items} onClose=${() => setMaking(false)} />`}
  <//>`;
}

const columns = () => [
  { key: "title", title: t("editions.name"), cell: (row) => say(row.title), phone: "title" },
  { key: "state", title: t("editions.state"), cell: (row) => html`<${EditionState} edition=${row} />`, width: 170 },
  { key: "from", title: t("editions.from"), cell: (row) => row.validFrom, width: 110 },
  { key: "to", title: t("editions.to"), cell: (row) => row.validTo, width: 110 },
  { key: "classes", title: t("editions.classes"), cell: (row) => row.classes, align: "end", width: 80 },
  { key: "code", title: t("editions.code"), cell: (row) => html`<span class="code">${row.edition}</span>`, width: 200 },
];

export function EditionState({ edition }) {
  if (edition.state === "draft") return html`<span class="tag tag-strong">${t("classes.draft")}</span>`;
  if (edition.isCurrent) return html`<span class="tag tag-accent">${t("classes.current")}</span>`;
  return edition.validFrom > today() ? t("classes.coming", { day: day(edition.validFrom) }) : t("classes.past");
}

function NewDraft({ editions, onClose }) {
  const form = useForm({
    initial: { edition: "", title: { zh: "", en: "" }, source: { zh: "", en: "" }, copyOf: editions.find((each) => each.isCurrent)?.edition },
    check: ({ edition, title }) => ({ edition: !edition.trim() && t("form.required"), "title.zh": !title.zh.trim() && t("form.required") }),
    submit: ({ copyOf, ...values }, { key }) => send("POST", "/classes/editions", { ...values, ...(copyOf ? { copyOf } : {}) }, { key }),
    done: ({ value }) => {
      toast(t("editions.made"));
      go(`/classes/${value.edition}`);
    },
  });
  return html`<${Dialog} open=${true} title=${t("editions.newDraft")} onClose=${onClose}><${Form} form=${form} label=${t("editions.newDraft")}>
    <${TextField} form=${form} name="edition" label=${t("editions.code")} hint=${t("editions.codeHint")} required code max=${40} />
    <${Choice} form=${form} name="copyOf" label=${t("editions.copyOf")} empty=${t("editions.blank")} options=${editions.map((each) => ({ value: each.edition, label: say(each.title) }))} />
    <${DescribeFields} form=${form} />
    <${FormActions} form=${form} label=${t("editions.newDraft")} onCancel=${onClose} /><//><//>`;
}
