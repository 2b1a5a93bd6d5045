// Commands end by an answer that no event tells of: while some are open they are read again, at growing intervals, and not for ever.
import { useEffect, useRef } from "../../kit/html.js";

const waits = [1000, 1000, 2000, 2000, 3000, 5000, 5000, 10_000, 10_000, 20_000, 20_000, 30_000];

export const hasEnded = (state) => state !== "waiting" && state !== "sent";

/** Calls `read` as long as `isOpen`; `key` begins anew, after something was sent. */
export function useUntilEnded(read, isOpen, key) {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!isOpen) return undefined;
    let timer = null;
    let turn = 0;
    const next = () => {
      if (turn >= waits.length) return;
      timer = setTimeout(async () => {
        if (!document.hidden) await latest.current();
        next();
      }, waits[turn++]);
    };
    next();
    return () => clearTimeout(timer);
  }, [isOpen, key]);
}
