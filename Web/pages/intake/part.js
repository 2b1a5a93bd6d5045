// The component that is meant: it brings its class and its place with it.
import { useEffect, useState } from "../../kit/html.js";
import { get } from "../../kit/api.js";

export function usePart(draft) {
  const { part: code } = draft.values;
  const [found, setFound] = useState(null);
  useEffect(() => {
    if (!code) {
      setFound(null);
      return undefined;
    }
    const control = new AbortController();
    get(`/parts/${code}`, null, { signal: control.signal }).then((part) => {
      if (control.signal.aborted) return;
      setFound(part);
      if (!draft.values.smallClass) draft.set("smallClass", `component/${part.big}/${part.small}`);
    }, () => {});
    return () => control.abort();
  }, [code]);
  return found?.code === code ? found : null;
}
