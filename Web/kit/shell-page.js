// The page of an address: loaded when first needed, refused where the right is missing.
import { Component, html, useEffect, useState } from "./html.js";
import { go } from "./router.js";
import { canAny } from "./session.js";
import { ErrorState, Forbidden, Loading, NotFound } from "./states.js";

export function LoadedPage({ routes, here, me, failure }) {
  const { route, params, path } = here;
  const [loaded, setLoaded] = useState({ route: null, page: null, error: null });
  const must = wayOf({ routes, here, me, failure });

  useEffect(() => {
    if (must) go(must, { replace: true, force: true });
  }, [must]);

  const load = () => {
    if (!route) return undefined;
    let isLate = false;
    route.page().then(
      (module) => !isLate && setLoaded({ route, page: module.default, error: null }),
      (error) => {
        console.error(error);
        if (!isLate) setLoaded({ route, page: null, error });
      },
    );
    return () => { isLate = true; };
  };
  useEffect(load, [route]);

  if (failure && !me) return html`<${ErrorState} error=${failure} onRetry=${() => location.reload()} />`;
  if (must) return null;
  if (!route) return html`<${NotFound} />`;
  if (!route.open && !canAny(route.needs ?? [])) return html`<${Forbidden} />`;
  if (loaded.route !== route) return html`<div class="page"><${Loading} rows=${8} height=${400} /></div>`;
  // A module that could not be loaded is remembered as failed by the browser; only a new start asks again.
  if (loaded.error) return html`<${ErrorState} error=${loaded.error} onRetry=${() => location.reload()} />`;
  return html`<${Guarded} key=${path}><${loaded.page} params=${params} /><//>`;
}

/** Where somebody must go first: to sign in, or to change a password that was issued. */
function wayOf({ routes, here, me, failure }) {
  if (failure && !me) return null;
  if (!me && here.route && !here.route.open) return `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (me?.passwordChangeRequired && here.path !== "/profile/password") return "/profile/password";
  // The start is the first page of one's own work when the usual one is not among one's rights.
  if (here.path === "/" && me && !canAny(here.route?.needs ?? [])) {
    return routes.find((route) => route.nav && route.path !== "/" && canAny(route.needs ?? []))?.path ?? null;
  }
  return null;
}

/** A page that breaks says so, and the frame around it goes on. */
class Guarded extends Component {
  constructor() {
    super();
    this.state = { error: null };
  }

  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }

  render({ children }, { error }) {
    return error ? html`<${ErrorState} error=${error} onRetry=${() => this.setState({ error: null })} />` : children;
  }
}
