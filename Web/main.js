// Starts the console.
import { html } from "./kit/html.js";
import { confirm } from "./kit/dialog.js";
import { startRouter } from "./kit/router.js";
import { Shell } from "./kit/shell.js";
import { start } from "./kit/start.js";
import { add, t } from "./kit/texts.js";
import { routes } from "./routes.js";
import common from "./texts/common.js";
import kit from "./texts/kit.js";

add(common);
add(kit);

startRouter(routes, () => confirm({ title: t("guard.title"), text: t("guard.text"), action: t("guard.leave"), cancel: t("guard.stay"), danger: true }));
start(({ failure }) => html`<${Shell} routes=${routes} failure=${failure} />`);
