// Throwing away what was written, after a question.
import { html } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { Icon } from "../../kit/icons.js";
import { t } from "../../kit/texts.js";
import { toastError } from "../../kit/toast.js";
import { discardItem } from "../items.js";
import { runOutbox } from "../outbox.js";

export function Drop({ item }) {
  const drop = async () => {
    const isSure = await confirm({ title: t("field.outbox.drop"), text: item.tried ? t("field.outbox.dropUnknown") : t("field.outbox.dropHint"), action: t("common.delete"), danger: true });
    if (!isSure) return;
    await discardItem(item.id).catch(toastError);
    // What was held behind it may go on.
    runOutbox();
  };
  return html`<button type="button" class="btn btn-danger" onClick=${drop}><${Icon} name="trash" /> ${t("common.delete")}</button>`;
}
