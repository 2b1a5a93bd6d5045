// The console's frame: city, search, navigation by rights, profile, the state of the live line.
import { cx, html, useEffect, useState } from "./html.js";
import { AlertWatch } from "./alert-watch.js";
import { city } from "./city.js";
import { Questions } from "./dialog.js";
import { Icon } from "./icons.js";
import { liveState, reconnect } from "./live.js";
import { LoadedPage } from "./shell-page.js";
import { Menu } from "./page.js";
import { go, useRoute } from "./router.js";
import { SearchBox } from "./search-box.js";
import { can, canAny, signOut, useSession } from "./session.js";
import { SignInDialog } from "./sign-in-form.js";
import { useStore, deviceStore } from "./store.js";
import { language, say, setLanguage, t } from "./texts.js";
import { theme } from "./theme.js";
import { Toasts, toastError } from "./toast.js";

const groups = { work: "nav.group.work", command: "nav.group.command", sensing: "nav.group.sensing", evaluation: "nav.group.evaluation", registry: "nav.group.registry", admin: "nav.group.admin" };
const isNarrow = deviceStore("nav.narrow", false);

export function Shell({ routes, failure }) {
  const me = useSession();
  const here = useRoute();
  const isBare = !me || here.route?.bare || me.passwordChangeRequired;
  // A wall is all picture: it says itself when the line is down.
  const hasBars = !me || here.route?.frame !== "none";
  return html`<${Fragments}>
    <a class="skip" href="#main" onClick=${skip}>${t("shell.skip")}</a>
    ${hasBars && (isBare ? html`<${BareBar} me=${me} />` : html`<${TopBar} me=${me} />`)}
    ${hasBars && html`<${Banner} />`}
    <div class=${cx("shell", isBare && "shell-bare")}>
      ${!isBare && html`<${Navigation} routes=${routes} path=${here.path} />`}
      <main id="main" tabindex="-1"><${LoadedPage} routes=${routes} here=${here} me=${me} failure=${failure} /></main>
    </div>
    ${!isBare && html`<${BottomBar} routes=${routes} path=${here.path} />`}
    <${SignInDialog} /><${Questions} /><${Toasts} />${!isBare && canAny(["sensing.read", "command.read"]) && html`<${AlertWatch} />`}
  <//>`;
}

const Fragments = ({ children }) => children;

const skip = (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
};

const holds = (own, path) => (own === "/" ? path === "/" : path === own || path.startsWith(`${own}/`));
// Of two pages that hold the path, one within the other, the inner one is where one is.
const currentOf = (shown, path) => shown.map((route) => route.path).filter((own) => holds(own, path)).sort((left, right) => right.length - left.length)[0];
const shownRoutes = (routes) => routes.filter((route) => route.nav && canAny(route.needs ?? []));

function CityName() {
  const { name, demo } = useStore(city);
  const isDemo = Array.isArray(demo) ? demo.length > 0 : Boolean(demo);
  return html`<a class="city-name" href="/"><span class="city-mark" aria-hidden="true"></span>${say(name)}${isDemo && html`<span class="badge-demo">${t("shell.demo")}</span>`}</a>`;
}

function TopBar({ me }) {
  const narrow = useStore(isNarrow);
  return html`<header class="top">
    <button type="button" class="icon-button nav-toggle" aria-expanded=${String(!narrow)} aria-label=${t(narrow ? "shell.widen" : "shell.narrow")} title=${t(narrow ? "shell.widen" : "shell.narrow")} onClick=${() => isNarrow.set(!narrow)}><${Icon} name="menu" size=${20} /></button>
    <${CityName} /><${SearchBox} /><span class="top-space"></span><${LiveDot} /><${Preferences} /><${Profile} me=${me} />
  </header>`;
}

function BareBar({ me }) {
  return html`<header class="top"><${CityName} /><span class="top-space"></span><${Preferences} />${me && html`<${Profile} me=${me} />`}</header>`;
}

function Preferences() {
  const chosen = useStore(language);
  const shade = useStore(theme);
  const shades = [["auto", "theme.auto"], ["light", "theme.light"], ["dark", "theme.dark"]];
  return html`<button type="button" class="icon-button language" lang=${chosen === "zh" ? "en" : "zh-CN"} aria-label=${t("shell.otherLanguage")} onClick=${() => setLanguage(chosen === "zh" ? "en" : "zh")}>${chosen === "zh" ? "EN" : "中"}</button>
    <${Menu} label=${t("theme.label")} icon=${shade === "dark" ? "moon" : "sun"} className="theme-menu" items=${shades.map(([value, key]) => ({ label: t(key), checked: shade === value, onSelect: () => theme.set(value) }))} />`;
}

function Profile({ me }) {
  const leave = async () => {
    try {
      await signOut();
      go("/sign-in", { force: true });
    } catch (error) {
      toastError(error);
    }
  };
  const titles = [...new Set((me.roles ?? []).map((role) => say(role.title)))].join("、");
  return html`<${Menu} className="profile-menu" showLabel=${true} icon="person" label=${me.name} items=${[
    { label: t("shell.profile"), icon: "person", href: "/profile" },
    ...(canAny(["case.inspect", "case.handle", "attendance.record"]) ? [{ label: t("shell.field"), icon: "pin", href: "/field/" }] : []),
    { label: t("shell.signOut"), icon: "leave", onSelect: leave },
  ]} /><span class="visually-hidden">${titles}</span>`;
}

function LiveDot() {
  const state = useStore(liveState);
  const key = { live: "live.on", waiting: "live.waiting", down: "live.down", off: "live.off" }[state];
  return html`<span class=${`live-dot live-${state}`} role="status" title=${t(key)}><span class="visually-hidden">${t(key)}</span></span>`;
}

// Only what matters for the work is said aloud: no line, or no network.
function Banner() {
  const state = useStore(liveState);
  const [isOffline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    addEventListener("online", look);
    addEventListener("offline", look);
    return () => {
      removeEventListener("online", look);
      removeEventListener("offline", look);
    };
  }, []);
  if (!isOffline && state !== "down") return null;
  return html`<div class="banner" role="status"><${Icon} name="offline" />${t(isOffline ? "live.offlineBanner" : "live.downBanner")}
    <button type="button" class="btn btn-sm" onClick=${reconnect}>${t("common.retry")}</button></div>`;
}

function Navigation({ routes, path }) {
  const narrow = useStore(isNarrow);
  const shown = shownRoutes(routes);
  const current = currentOf(shown, path);
  if (shown.length === 0) return null;
  return html`<nav class=${cx("nav", narrow && "nav-narrow")} aria-label=${t("shell.navigation")}>
    ${Object.entries(groups).map(([group, key]) => {
      const inside = shown.filter((route) => route.nav.group === group);
      return inside.length > 0 && html`<div class="nav-group" key=${group}><p class="nav-title">${t(key)}</p><ul>${inside.map((route) => html`<${NavLink} key=${route.path} route=${route} isCurrent=${route.path === current} narrow=${narrow} />`)}</ul></div>`;
    })}
  </nav>`;
}

// Whoever points at a page is about to want it: its modules come meanwhile. A browser remembers one that failed, so only over a line that is there.
const fetchAhead = (route) => liveState.get() === "live" && route.page().catch(() => {});

function NavLink({ route, isCurrent, narrow }) {
  const title = t(route.nav.title);
  const ahead = () => fetchAhead(route);
  return html`<li><a href=${route.path} onPointerEnter=${ahead} onFocus=${ahead} aria-current=${isCurrent ? "page" : undefined} title=${narrow ? title : undefined}><${Icon} name=${route.nav.icon} size=${20} /><span>${title}</span></a></li>`;
}

// The thumb's zone: four pages of the daily work, the rest behind “more”.
function BottomBar({ routes, path }) {
  const shown = shownRoutes(routes);
  if (shown.length === 0) return null;
  const first = shown.filter((route) => ["work", "command"].includes(route.nav.group)).slice(0, 4);
  const four = first.length ? first : shown.slice(0, 4);
  const rest = shown.filter((route) => !four.includes(route));
  const current = currentOf(shown, path);
  return html`<nav class="bottom" aria-label=${t("shell.bottom")}>
    ${four.map((route) => html`<a key=${route.path} href=${route.path} aria-current=${route.path === current ? "page" : undefined}><${Icon} name=${route.nav.icon} size=${20} /><span>${t(route.nav.short ?? route.nav.title)}</span></a>`)}
    ${rest.length > 0 && html`<${Menu} label=${t("shell.more")} icon="menu" showLabel=${true} className="bottom-more" items=${rest.map((route) => ({ label: t(route.nav.title), icon: route.nav.icon, href: route.path }))} />`}
  </nav>`;
}
