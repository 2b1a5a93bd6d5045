// Changing a mapping of messages, or putting it out of use.
import "./setup.js";
import { html } from "../../../kit/html.js";
import { read, send } from "../../../kit/api.js";
import { useLoad } from "../../../kit/load.js";
import { Page } from "../../../kit/page.js";
import { go } from "../../../kit/router.js";
import { ErrorState, Loading } from "../../../kit/states.js";
import { t } from "../../../kit/texts.js";
import { toast } from "../../../kit/toast.js";
import { MappingForm } from "./mapping-form.js";
import { crumbs, initialMapping } from "./words.js";

export default function EditMappingPage({ params }) {
  const found = useLoad((signal) => read(`/message-mappings/${params.id}`, null, { signal }), [params.id]);
  const mapping = found.value?.value;
  const done = () => {
    toast(t("mapping.saved"));
    go("/devices/messages");
  };
  const write = (body, key) => send("PUT", `/message-mappings/${params.id}`, body, { key, version: found.value.version });
  return html`<${Page} wide title=${mapping ? t("mapping.editOf", { name: mapping.name }) : t("mapping.edit")} crumbs=${crumbs()}>
    ${found.error && !mapping ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !mapping ? html`<${Loading} rows=${10} />`
      : html`<${MappingForm} initial=${initialMapping(mapping)} reload=${found.refresh} write=${write} done=${done} />`}<//>`;
}
