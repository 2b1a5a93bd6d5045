// What stands where data would, and the icons.
import { html } from "../../kit/html.js";
import { ApiError } from "../../kit/api.js";
import { Icon, iconNames } from "../../kit/icons.js";
import { Card } from "../../kit/page.js";
import { Empty, ErrorState, Loading, Offline } from "../../kit/states.js";
import { t } from "../../kit/texts.js";
import { toast } from "../../kit/toast.js";

const broken = new ApiError({ status: 500, code: "internal", wording: { zh: "系统出错，已记录。", en: "An internal error; it has been logged." }, requestID: "be62f657f0ce8d34" });
const again = () => toast(t("common.retry"));

export function StateSamples() {
  return html`<div class="grid-2">
    <${Card} title=${t("ui.mode.empty")}><${Empty} title=${t("ui.empty.title")} text=${t("ui.empty.text")} /><//>
    <${Card} title=${t("ui.mode.error")}><${ErrorState} error=${broken} onRetry=${again} /><//>
    <${Card} title=${t("ui.mode.offline")}><${Offline} onRetry=${again} /><//>
    <${Card} title=${t("ui.mode.loading")}><${Loading} rows=${5} /><//>
    <${Card} title=${t("ui.icons")}><ul class="icon-sheet plain">${iconNames.map((name) => html`<li key=${name}><${Icon} name=${name} size=${20} /><span class="code">${name}</span></li>`)}</ul><//></div>`;
}
