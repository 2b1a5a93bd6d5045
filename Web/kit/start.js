// How every face of the city begins: city, session, texts, then its own frame.
import { html, render } from "./html.js";
import { loadCity } from "./city.js";
import { reconnect, startLive, stopLive } from "./live.js";
import { loadSession, session, signedOut } from "./session.js";
import { language } from "./texts.js";
import { useStore } from "./store.js";
import "./theme.js";

/** Shows `Frame` in #app once the city and the session are known; `onError` gets what kept the session from being read. */
export async function start(Frame, { live = true } = {}) {
  let failure = null;
  await Promise.all([loadCity(), loadSession().catch((error) => { failure = error; })]);
  if (live) followSession();
  const Root = () => {
    // Words are rendered anew when the language changes; what was typed stays.
    useStore(language);
    return html`<${Frame} failure=${failure} />`;
  };
  const root = document.getElementById("app");
  root.textContent = "";
  render(html`<${Root} />`, root);
}

function followSession() {
  let account = null;
  const follow = (me) => {
    if ((me?.account ?? null) === account) return;
    account = me?.account ?? null;
    stopLive();
    if (account) startLive();
  };
  session.subscribe(follow);
  // Signed in again over an open page: the line that the server had closed comes back at once.
  signedOut.subscribe((isOut) => {
    if (!isOut && session.get()) reconnect();
  });
  follow(session.get());
}
