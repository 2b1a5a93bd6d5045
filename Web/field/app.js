// The frame of the field app: a head that says where one is and whether there is a line, tabs under the thumb.
import { cx, html, useState } from "../kit/html.js";
import { newKey } from "../kit/api.js";
import { Questions } from "../kit/dialog.js";
import { Icon } from "../kit/icons.js";
import { useFocusAfterMove, useTitle } from "../kit/page.js";
import { number } from "../kit/format.js";
import { useRoute } from "../kit/router.js";
import { can, useSession } from "../kit/session.js";
import { useStore } from "../kit/store.js";
import { t } from "../kit/texts.js";
import { Toasts } from "../kit/toast.js";
import { expired } from "./account.js";
import { isUnsent, items, mine } from "./items.js";
import { online } from "./line.js";
import { sending } from "./outbox.js";
import { orders, serves } from "./orders.js";
import { contrast } from "./settings.js";
import { SosBanner, SosButton } from "./sos/sos-button.js";
import { tasks } from "./tasks.js";
import { AgainDialog, SignInScreen } from "./pages/sign-in.js";
import { UpdateBar } from "./update.js";
import { isOpen } from "./work/order-steps.js";
import { RollBanner } from "./work/roll-banner.js";

export function App({ trouble }) {
  const me = useSession();
  const here = useRoute();
  return html`<div class="field-app">
    ${trouble ? html`<${NoStorage} />` : !me || me.passwordChangeRequired ? html`<${SignInScreen} me=${me} />` : html`<${Shown} here=${here} />`}
    <${Questions} /><${Toasts} />
  </div>`;
}

function Shown({ here }) {
  const Page = (!here.route?.needs || can(here.route.needs)) && here.route?.screen;
  return html`${Page ? html`<${Page} key=${here.path} params=${here.params} />` : html`<${NoScreen} />`}
    ${!here.route?.working && html`<${Tabs} tab=${here.route?.tab} />`}`;
}

const NoScreen = () => html`<${Screen} title=${t("error.noPage")}><p class="field-empty"><a class="btn btn-primary" href="/field/">${t("field.tab.tasks")}</a></p><//>`;
const NoStorage = () => html`<main class="field-main"><h1>${t("field.noStorage")}</h1><p>${t("field.noStorageHint")}</p></main>`;

/** A screen: heading, content, and the bar under the thumb where something is worked on. */
export function Screen({ title, count, children, bar, full, className }) {
  useTitle(title);
  const head = useFocusAfterMove();
  return html`<header class="field-head">
      <h1 tabindex="-1" ref=${head}>${title}${count !== undefined && count !== null && html` <span class="page-count">${number(count)}</span>`}</h1>
      <${LineMark} /><${SosButton} /><${SunButton} />
    </header>
    <${Banner} /><${SosBanner} /><${RollBanner} />${!bar && html`<${UpdateBar} />`}
    <main class=${cx("field-main", full && "field-full", bar && "field-with-bar", className)} id="main">${children}</main>
    ${bar && html`<div class="field-bar">${bar}</div>`}`;
}

function SunButton() {
  const isOn = useStore(contrast);
  return html`<button type="button" class="field-sun" aria-pressed=${String(isOn)} aria-label=${t("field.contrast")} title=${t("field.contrast")} onClick=${() => contrast.set(!isOn)}><${Icon} name="sun" size=${20} /></button>`;
}

/** One small mark: no line, sending, or nothing to say. */
function LineMark() {
  const isOnline = useStore(online);
  const now = useStore(sending);
  if (!isOnline) return html`<span class="field-line field-line-off" role="status"><${Icon} name="offline" /> ${t("field.offline")}</span>`;
  if (now) return html`<span class="field-line" role="status"><${Icon} name="send" /> ${t("field.sendingNow")}</span>`;
  return html`<span class="field-line" role="status"></span>`;
}

function Banner() {
  const isOver = useStore(expired);
  const all = useStore(items);
  const [isAsking, setAsking] = useState(false);
  const waiting = mine(all).filter(isUnsent).length;
  if (isOver) {
    return html`<div class="field-banner field-banner-act" role="status"><span>${waiting ? t("field.expiredWaiting", { count: waiting }) : t("field.expired")}</span>
      <button type="button" class="btn btn-primary" onClick=${() => setAsking(true)}>${t("field.signInAgain")}</button></div>
      ${isAsking && html`<${AgainDialog} onClose=${() => setAsking(false)} />`}`;
  }
  return null;
}

function Tabs({ tab }) {
  const all = useStore(items);
  const { rows } = useStore(tasks);
  const ordered = useStore(orders);
  const open = serves() ? (ordered.rows ?? []).filter((row) => isOpen(row.state)).length : 0;
  const unsent = mine(all).filter((item) => isUnsent(item) || item.state === "draft").length;
  const isBad = mine(all).some((item) => ["failed", "conflict"].includes(item.state));
  const link = (id, href, icon, title, badge, bad) => html`<a key=${id} href=${href} aria-current=${id === tab ? "page" : undefined} class="field-tab">
    <span class="field-tab-icon"><${Icon} name=${icon} size=${24} />${badge > 0 && html`<span class=${cx("field-badge", bad && "field-badge-bad")}>${badge > 99 ? "99+" : badge}</span>`}</span><span>${title}</span></a>`;
  return html`<nav class="field-tabs" aria-label=${t("shell.navigation")}>
    ${link("tasks", "/field/", "inbox", t("field.tab.tasks"), (rows?.length ?? 0) + open)}
    ${link("map", "/field/map", "map", t("field.tab.map"))}
    ${can("case.report") && html`<a class="field-tab field-tab-report" href=${`/field/report/${newKey()}`}><span class="field-tab-icon"><${Icon} name="camera" size=${24} /></span><span>${t("field.tab.report")}</span></a>`}
    ${link("outbox", "/field/outbox", "send", t("field.tab.outbox"), unsent, isBad)}
    ${link("me", "/field/me", "person", t("field.tab.me"))}
  </nav>`;
}

