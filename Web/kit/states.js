// What stands where data would: nothing there, something wrong, not yet.
import { html } from "./html.js";
import { Copy } from "./copy.js";
import { Icon } from "./icons.js";
import { t } from "./texts.js";

/** Says why it is empty and what would fill it. */
export function Empty({ title, text, action, icon = "inbox" }) {
  return html`<div class="state"><${Icon} name=${icon} size=${32} />
    <p class="state-title">${title ?? t("common.empty")}</p>
    ${text && html`<p class="state-text">${text}</p>`}
    ${action && html`<div class="state-action">${action}</div>`}
  </div>`;
}

/** What happened, what to do; the number by which we find it in the log. */
export function ErrorState({ error, onRetry, title }) {
  if (error.offline) return html`<${Offline} onRetry=${onRetry} />`;
  const head = title ?? (error.notFound ? t("error.notFound") : error.forbidden ? t("error.forbidden") : t("error.failed"));
  const canRetry = onRetry && !error.forbidden && !error.notFound;
  return html`<div class="state" role="alert"><${Icon} name="error" size=${32} />
    <p class="state-title">${head}</p>
    <p class="state-text">${error.status === undefined ? t("error.program") : error.message}</p>
    ${error.retryAfter && html`<p class="state-text">${t("error.retryAfter", { span: seconds(error.retryAfter) })}</p>`}
    ${error.requestID && error.status >= 500 && html`<p class="state-text">${t("error.number")} <${Copy} text=${error.requestID} /></p>`}
    ${canRetry && html`<div class="state-action"><button class="btn" onClick=${onRetry}><${Icon} name="refresh" /> ${t("common.retry")}</button></div>`}
  </div>`;
}

const seconds = (count) => (count < 60 ? t("span.seconds", { count }) : t("span.minutes", { count: Math.ceil(count / 60) }));

export function Offline({ onRetry }) {
  return html`<div class="state" role="alert"><${Icon} name="offline" size=${32} />
    <p class="state-title">${t("error.offlineTitle")}</p><p class="state-text">${t("error.offline")}</p>
    ${onRetry && html`<div class="state-action"><button class="btn" onClick=${onRetry}><${Icon} name="refresh" /> ${t("common.retry")}</button></div>`}
  </div>`;
}

/** Keeps the place of what is on its way, so that nothing jumps. */
export function Loading({ rows = 4, height }) {
  return html`<div class="skeleton" role="status" aria-label=${t("common.loading")} style=${height ? { minHeight: `${height}px` } : {}}>
    ${Array.from({ length: rows }, (_, index) => html`<span key=${index} class="skeleton-line" style=${{ width: `${[92, 76, 84, 60][index % 4]}%` }}></span>`)}
  </div>`;
}

export function NotFound() {
  return html`<div class="state"><${Icon} name="search" size=${32} />
    <h1 class="state-title" tabindex="-1">${t("error.noPage")}</h1><p class="state-text">${t("error.noPageHint")}</p>
    <div class="state-action"><a class="btn" href="/">${t("common.home")}</a></div></div>`;
}

export function Forbidden() {
  return html`<div class="state"><${Icon} name="lock" size=${32} />
    <h1 class="state-title" tabindex="-1">${t("error.forbidden")}</h1><p class="state-text">${t("error.forbiddenPage")}</p>
    <div class="state-action"><a class="btn" href="/">${t("common.home")}</a></div></div>`;
}
