import { html } from "../kit/html.js";
import { Page } from "../kit/page.js";
import { t } from "../kit/texts.js";

export default function PlaybackPage() {
  return html`<${Page} title=${t("nav.playback")} />`;
}
