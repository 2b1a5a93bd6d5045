// Where an area lies, for maps that begin with it.
import { useEffect, useState } from "./html.js";
import { get } from "./api.js";
import { boundsOf } from "./map/shape.js";

/** [west, south, east, north] of an area's boundary; null without a code, and until it is known. */
export function useAreaBounds(code) {
  const [bounds, setBounds] = useState(null);
  useEffect(() => {
    setBounds(null);
    if (!code) return undefined;
    const control = new AbortController();
    // A map without it begins with the whole city.
    get(`/areas/${code}`, null, { signal: control.signal }).then(({ boundary }) => boundary && setBounds(boundsOf(boundary)), () => {});
    return () => control.abort();
  }, [code]);
  return bounds;
}
