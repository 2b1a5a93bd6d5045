// Changing a lot. After a month was issued only its name, number and last day may change; the server says so.
import { html } from "../../kit/html.js";
import { read, send } from "../../kit/api.js";
import { useLoad } from "../../kit/load.js";
import { Page } from "../../kit/page.js";
import { go, useQuery } from "../../kit/router.js";
import { ErrorState, Loading } from "../../kit/states.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { LotForm } from "./lot-form.js";
import texts from "../../texts/collection.js";
import terms from "../../texts/collection-lot.js";

add(texts);
add(terms);
await stylesheet(new URL("../../styles/collection.css", import.meta.url));

export default function EditLotPage({ params }) {
  const [query] = useQuery();
  const found = useLoad((signal) => read(`/collection/lots/${params.id}`, null, { signal }), [params.id]);
  const lot = found.value?.value;
  const back = `/collection/lots/${params.id}?tab=contract${query.month ? `&month=${query.month}` : ""}`;
  const done = () => {
    toast(t("collection.lotSaved"));
    go(back);
  };
  return html`<${Page} title=${lot ? t("collection.editOf", { name: lot.name }) : t("collection.edit")} crumbs=${[{ href: "/collection", title: t("collection.title") }, ...(lot ? [{ href: back, title: lot.name }] : [])]} note=${t("collection.editNote")}>
    ${found.error && !lot ? html`<${ErrorState} error=${found.error} onRetry=${found.refresh} />` : !lot ? html`<${Loading} rows=${10} />`
      : html`<${LotForm} lot=${lot} reload=${found.refresh} write=${(body, key) => send("PUT", `/collection/lots/${lot.id}`, body, { key, version: found.value.version })} done=${done} cancel=${back} />`}<//>`;
}
