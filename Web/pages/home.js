// The start: the first page of the person's own work.
import { html, useEffect } from "../kit/html.js";
import { Page } from "../kit/page.js";
import { go } from "../kit/router.js";
import { canAny } from "../kit/session.js";
import { Empty, Loading } from "../kit/states.js";
import { add, t } from "../kit/texts.js";
import { routes } from "../routes.js";
import texts from "../texts/account.js";

add(texts);

export default function HomePage() {
  const first = routes.find((route) => route.nav && route.path !== "/" && canAny(route.needs ?? []));
  useEffect(() => {
    if (first) go(first.path, { replace: true });
  }, [first]);
  return html`<${Page} title=${t("home.title")}>${first ? html`<${Loading} />` : html`<${Empty} icon="lock" title=${t("home.none")} text=${t("home.noneHint")} />`}<//>`;
}
