// A new lot.
import { html } from "../../kit/html.js";
import { send } from "../../kit/api.js";
import { Page } from "../../kit/page.js";
import { go } from "../../kit/router.js";
import { stylesheet } from "../../kit/stylesheet.js";
import { add, t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";
import { LotForm } from "./lot-form.js";
import texts from "../../texts/collection.js";
import terms from "../../texts/collection-lot.js";

add(texts);
add(terms);
await stylesheet(new URL("../../styles/collection.css", import.meta.url));

export default function NewLotPage() {
  const done = ({ value }) => {
    toast(t("collection.lotMade", { name: value.name }));
    go(`/collection/lots/${value.id}?tab=contract`);
  };
  return html`<${Page} title=${t("collection.newLot")} crumbs=${[{ href: "/collection", title: t("collection.title") }]} note=${t("collection.newLotNote")}>
    <${LotForm} write=${(body, key) => send("POST", "/collection/lots", body, { key })} done=${done} cancel="/collection" /><//>`;
}
