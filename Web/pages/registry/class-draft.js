// What can be done with a draft of the class tables: add, import, compare, describe, publish, discard.
import { html, useState } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { DateField, Form, FormActions, RadioGroup, TextArea, TextField, useForm } from "../../kit/form.js";
import { addDays, day, today } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Menu } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { classKinds } from "../../kit/terms.js";
import { say, t } from "../../kit/texts.js";
import { toast, toastError } from "../../kit/toast.js";
import { TableImport } from "./table-import.js";

export function DraftTools({ edition, onChanged }) {
  const [shown, setShown] = useState(null);
  const close = () => setShown(null);
  const discard = async () => {
    const title = say(edition.title);
    if (!(await confirm({ title: t("editions.discardAsk", { title }), text: t("editions.discardText"), action: t("editions.discard"), danger: true }))) return;
    try {
      await send("DELETE", `/classes/editions/${edition.edition}`, null, { version: edition.version });
      toast(t("editions.discarded"));
      go("/classes/editions");
    } catch (error) {
      toastError(error);
      if (error.stale) onChanged();
    }
  };
  return html`<button type="button" class="btn btn-primary" onClick=${() => setShown("publish")}><${Icon} name="flag" /> ${t("editions.publish")}</button>
    <${Menu} label=${t("common.more")} items=${[
      { label: t("class.new"), icon: "plus", href: `/classes/${edition.edition}/event/new/new` },
      { label: t("editions.import"), icon: "upload", onSelect: () => setShown("import") },
      { label: t("editions.compare"), icon: "columns", href: `/classes/${edition.edition}/comparison` },
      { label: t("editions.describe"), icon: "edit", onSelect: () => setShown("describe") },
      { label: t("editions.discard"), icon: "trash", danger: true, onSelect: discard }]} />
    ${shown === "publish" && html`<${Publish} edition=${edition} onClose=${close} onReload=${onChanged} onDone=${close} />`}
    ${shown === "describe" && html`<${Describe} edition=${edition} onClose=${close} onReload=${onChanged} onDone=${() => { close(); toast(t("editions.saved")); onChanged(); }} />`}
    ${shown === "import" && html`<${Import} edition=${edition} onClose=${close} onDone=${onChanged} />`}`;
}

function Publish({ edition, onClose, onReload }) {
  const form = useForm({
    initial: { validFrom: edition.validFrom > today() ? edition.validFrom : addDays(today(), 1) }, guard: false, reload: onReload,
    submit: (values, { key }) => send("POST", `/classes/editions/${edition.edition}/publish`, values, { version: edition.version, key }),
    done: ({ value }) => {
      toast(t("editions.published", { day: day(value.validFrom) }));
      onClose();
      onReload();
    },
  });
  return html`<${Dialog} open=${true} title=${t("editions.publishTitle", { title: say(edition.title) })} onClose=${onClose}><${Form} form=${form} label=${t("editions.publish")}>
    <p>${t("editions.publishText")} <a href=${`/classes/${edition.edition}/comparison`}>${t("editions.compare")}</a></p>
    <${DateField} form=${form} name="validFrom" label=${t("editions.from")} required min=${today()} />
    <${FormActions} form=${form} label=${t("editions.publish")} onCancel=${onClose} /><//><//>`;
}

export function DescribeFields({ form }) {
  return html`<${TextField} form=${form} name="title.zh" label=${t("editions.titleZh")} required max=${120} />
    <${TextField} form=${form} name="title.en" label=${t("editions.titleEn")} optional max=${360} />
    <${TextArea} form=${form} name="source.zh" label=${t("editions.sourceZh")} optional max=${1000} rows=${3} />
    <${TextArea} form=${form} name="source.en" label=${t("editions.sourceEn")} optional max=${3000} rows=${3} />`;
}

function Describe({ edition, onClose, onReload, onDone }) {
  const form = useForm({
    initial: { title: edition.title, source: edition.source }, reload: onReload,
    submit: (values, { key }) => send("PATCH", `/classes/editions/${edition.edition}`, values, { version: edition.version, key }),
    done: onDone,
  });
  return html`<${Dialog} open=${true} title=${t("editions.describe")} onClose=${onClose}><${Form} form=${form} label=${t("editions.describe")}>
    <${DescribeFields} form=${form} /><${FormActions} form=${form} onCancel=${onClose} /><//><//>`;
}

function Import({ edition, onClose, onDone }) {
  const [kind, setKind] = useState("event");
  return html`<${TableImport} title=${t("editions.import")} hint=${t("editions.importColumns")} path="/imports/classes" query=${{ edition: edition.edition, kind }} version=${edition.version} onClose=${onClose} onDone=${onDone}>
    <${RadioGroup} label=${t("classes.kind")} inline value=${kind} onValue=${setKind} options=${classKinds()} /><//>`;
}
