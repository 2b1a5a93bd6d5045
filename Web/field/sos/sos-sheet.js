// My call for help: how it stands, pressing again, and what to do where nothing goes out.
import { html } from "../../kit/html.js";
import { confirm, Dialog } from "../../kit/dialog.js";
import { coordinates, time } from "../../kit/format.js";
import { Icon } from "../../kit/icons.js";
import { Facts } from "../../kit/page.js";
import { useStore } from "../../kit/store.js";
import { say, t } from "../../kit/texts.js";
import { expired } from "../account.js";
import { forgetHelp, takeBackHelp } from "../help.js";
import { discardItem } from "../items.js";
import { online } from "../line.js";
import { runOutbox } from "../outbox.js";
import { usePosition } from "../position.js";
import { HoldButton } from "./hold.js";
import { sosWords } from "./words.js";

export function SosSheet({ now, onHeld, onClose }) {
  const isOnline = useStore(online);
  useStore(expired);
  const [phone] = usePosition();
  const isOpen = now && !["closed", "failed"].includes(now.state);
  const over = async () => {
    if (now.state === "failed") await discardItem(now.item.id);
    else if (now.item) await takeBackHelp();
    else await forgetHelp();
    onClose();
    runOutbox();
  };
  const byTap = async () => {
    if (await confirm({ title: t("field.sos.tapAsk"), text: t("field.sos.tapText"), action: t("field.sos.tapDo"), danger: true })) onHeld();
  };
  return html`<${Dialog} open=${true} title=${t("field.sos.title")} onClose=${onClose} actions=${html`
      ${now?.state === "waiting" && !now.item.tried && html`<button type="button" class="btn" onClick=${over}>${t("field.sos.takeBack")}</button>`}
      ${["closed", "failed"].includes(now?.state) && html`<button type="button" class="btn" onClick=${over}>${t("field.sos.seen")}</button>`}
      <button type="button" class="btn" onClick=${onClose}>${t("common.close")}</button>`}>
    <p class=${now ? "sos-state" : undefined} role="status">${now ? sosWords(now) : t("field.sos.what")}</p>
    ${now?.state === "failed" && html`<p class="field-error"><${Icon} name="error" /> ${say(now.item.error?.wording)}</p>`}
    ${now && html`<${HelpFacts} now=${now} phone=${phone} />`}
    ${now?.state === "waiting" && !isOnline && html`<p class="field-note field-note-warn">${t("field.sos.noLine")}</p>`}
    <${HoldButton} label=${t("field.sos.hold")} className="sos-large" onHeld=${onHeld}><span>SOS</span><span>${isOpen ? t("field.sos.again") : t("field.sos.hold")}</span><//>
    <p class="sos-other"><button type="button" class="btn btn-link" onClick=${byTap}>${t("field.sos.cannotHold")}</button></p>
  <//>`;
}

function HelpFacts({ now, phone }) {
  const { help, item } = now;
  const place = item ? item.body.place ?? phone : help.place;
  return html`<${Facts} items=${[
    [t("field.sos.pressed"), time(item ? item.createdAt : help.at)],
    [t("field.sos.place"), place ? html`<span class="code">${coordinates(place.lng, place.lat)}</span>` : t("field.sos.noPlace")],
    help?.answeredBy && [t("field.sos.answeredBy"), `${help.answeredBy} · ${time(help.answeredAt)}`],
    help?.closedBy && !item && [t("field.sos.closedBy"), `${help.closedBy} · ${time(help.closedAt)}`],
    help?.outcome && !item && [t("field.sos.outcome"), help.outcome],
    help && [t("field.sos.number"), html`<span class="code">${help.number}</span>`],
  ]} />`;
}
