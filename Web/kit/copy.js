// Codes and numbers that people carry to other programs.
import { html, useState } from "./html.js";
import { Icon } from "./icons.js";
import { t } from "./texts.js";
import { toast } from "./toast.js";

/** Puts text on the clipboard; pages without https have only the old way. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function Copy({ text, label }) {
  const [done, setDone] = useState(false);
  const copy = async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!(await copyText(text))) return toast(t("copy.failed"), { tone: "error" });
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return html`<span class="copyable"><span class="code">${label ?? text}</span><button type="button" class="icon-button" onClick=${copy}
    aria-label=${done ? t("copy.done") : t("copy.label", { text })} title=${done ? t("copy.done") : t("copy.hint")}>
    <${Icon} name=${done ? "check" : "copy"} /></button></span>`;
}
