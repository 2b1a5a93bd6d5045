// Me: today, my shift, this phone.
import { html, useEffect, useState } from "../../kit/html.js";
import { confirm } from "../../kit/dialog.js";
import { bytes, number } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { can, useSession } from "../../kit/session.js";
import { useStore } from "../../kit/store.js";
import { language, say, setLanguage, t } from "../../kit/texts.js";
import { theme } from "../../kit/theme.js";
import { toast, toastError } from "../../kit/toast.js";
import { leave } from "../account.js";
import { rings } from "../alarm.js";
import { Screen } from "../app.js";
import { space } from "../device.js";
import { ground, packGround } from "../ground.js";
import { isUnsent, items, mine } from "../items.js";
import { serves } from "../orders.js";
import { keepOriginals } from "../photo/shrink.js";
import { contrast } from "../settings.js";
import { installOffer } from "../update.js";
import { Shift } from "../work/shift.js";
import { Today } from "../work/today.js";

export default function MePage() {
  const me = useSession();
  return html`<${Screen} title=${t("field.tab.me")}>
    <section class="field-section"><h2>${me.name}</h2><p class="faint">${[...new Set(me.roles.map((role) => say(role.title)))].join("、")} · <span class="code">${me.login}</span></p></section>
    <${Today} />
    ${can("attendance.record") && html`<${Shift} />`}
    <${Pack} />
    <${Preferences} />
    <${Install} />
    <${Leave} />
  <//>`;
}

/** Loads my grids for a day without a line. */
function Pack() {
  const { mine: codes, parts, responsibility } = useStore(ground);
  const [progress, setProgress] = useState(null);
  const [used, setUsed] = useState(null);
  useEffect(() => { space().then(setUsed); }, [progress]);
  const pack = async () => {
    setProgress([0, 1]);
    try {
      await packGround((done, count) => setProgress([done, count]));
      toast(t("field.pack.done"));
    } catch (error) {
      toastError(error);
    } finally {
      setProgress(null);
    }
  };
  return html`<section class="field-section"><h2>${t("field.pack.title")}</h2>
    <p>${codes.size ? t("field.pack.mine", { grids: number(codes.size), count: number(responsibility.length) }) : t("field.pack.none")} ${t("field.pack.parts", { count: number(parts.size) })}${used?.usage > 0 && ` ${t("field.pack.space", { size: bytes(used.usage) })}`}</p>
    <p class="field-hint">${t("field.pack.hint")}</p>
    ${progress ? html`<progress max=${progress[1]} value=${progress[0]} aria-label=${t("field.pack.busy")}></progress><p role="status" class="faint">${t("field.pack.busy")} ${progress[0]}/${progress[1]}</p>`
      : codes.size > 0 && html`<button type="button" class="btn field-wide" onClick=${pack}><${Icon} name="download" size=${20} /> ${t("field.pack.load")}</button>`}</section>`;
}

function Preferences() {
  const chosen = useStore(language);
  const shade = useStore(theme);
  const isStrong = useStore(contrast);
  const originals = useStore(keepOriginals);
  const isRinging = useStore(rings);
  const chips = (label, value, choices, set) => html`<p class="field-label" id=${`set-${label}`}>${label}</p><div class="field-chips" role="group" aria-label=${label}>${choices.map(([key, words]) => html`<button type="button" key=${key} class="field-chip" aria-pressed=${String(key === value)} onClick=${() => set(key)}>${words}</button>`)}</div>`;
  return html`<section class="field-section"><h2>${t("field.settings")}</h2>
    ${chips(t("profile.language"), chosen, [["zh", "中文"], ["en", "English"]], setLanguage)}
    ${chips(t("theme.label"), shade, [["auto", t("theme.auto")], ["light", t("theme.light")], ["dark", t("theme.dark")]], (value) => theme.set(value))}
    <label class="field-switch"><input type="checkbox" class="form-check-input" checked=${isStrong} onChange=${(event) => contrast.set(event.target.checked)} /><span>${t("field.contrast")}<span class="faint">${t("field.contrastHint")}</span></span></label>
    <label class="field-switch"><input type="checkbox" class="form-check-input" checked=${originals} onChange=${(event) => keepOriginals.set(event.target.checked)} /><span>${t("field.originals")}<span class="faint">${t("field.originalsHint")}</span></span></label>
    ${serves() && html`<label class="field-switch"><input type="checkbox" class="form-check-input" checked=${isRinging} onChange=${(event) => rings.set(event.target.checked)} /><span>${t("field.order.rings")}<span class="faint">${t("field.order.ringsHint")}</span></span></label>`}</section>`;
}

function Install() {
  const offer = useStore(installOffer);
  const isInstalled = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (isInstalled) return null;
  const install = async () => {
    offer.prompt();
    await offer.userChoice;
    installOffer.set(null);
  };
  return html`<section class="field-section"><h2>${t("field.install.title")}</h2><p class="faint">${t("field.install.hint")}</p>
    ${offer && html`<button type="button" class="btn field-wide" onClick=${install}><${Icon} name="download" size=${20} /> ${t("field.install.do")}</button>`}</section>`;
}

function Leave() {
  const all = useStore(items);
  const [isBusy, setBusy] = useState(false);
  const waiting = mine(all).filter((item) => isUnsent(item) || item.state === "draft").length;
  const go = async () => {
    const text = waiting ? t("field.leaveWaiting", { count: waiting }) : t("field.leaveHint");
    if (!(await confirm({ title: t("field.leave"), text, action: t("shell.signOut"), danger: waiting > 0 }))) return;
    setBusy(true);
    try {
      await leave();
    } catch (error) {
      toastError(error);
      setBusy(false);
    }
  };
  return html`<section class="field-section"><a class="btn field-wide" href="/"><${Icon} name="open" size=${20} /> ${t("field.console")}</a>
    <button type="button" class="btn btn-danger field-wide" disabled=${isBusy} onClick=${go}><${Icon} name="leave" size=${20} /> ${t("shell.signOut")}</button></section>`;
}
