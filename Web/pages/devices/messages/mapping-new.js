// A new mapping of messages.
import "./setup.js";
import { html } from "../../../kit/html.js";
import { send } from "../../../kit/api.js";
import { Page } from "../../../kit/page.js";
import { go } from "../../../kit/router.js";
import { t } from "../../../kit/texts.js";
import { toast } from "../../../kit/toast.js";
import { MappingForm } from "./mapping-form.js";
import { crumbs, initialMapping } from "./words.js";

export default function NewMappingPage() {
  const done = ({ value }) => {
    toast(t("mapping.added", { name: value.name }));
    go("/devices/messages");
  };
  return html`<${Page} wide title=${t("mapping.new")} crumbs=${crumbs()}>
    <${MappingForm} isNew initial=${initialMapping()} write=${(body, key) => send("POST", "/message-mappings", body, { key })} done=${done} /><//>`;
}
