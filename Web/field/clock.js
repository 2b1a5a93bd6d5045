// A phone's clock may be ahead of the server's, which refuses what has not happened yet.
let aheadMS = 0;

/** Compares the clocks by the answer's date, which is exact to a second. Without a line the last reading stays. */
export async function readClocks() {
  try {
    const before = Date.now();
    const answer = await fetch("/healthz", { cache: "no-store" });
    const server = Date.parse(answer.headers.get("Date") ?? "");
    if (!Number.isNaN(server)) aheadMS = Math.max(0, before - server - 1000);
  } catch {
    // Nothing is known then, and nothing is changed.
  }
}

/** A moment of this phone as the server's clock would have told it, never later. */
export const asServer = (at) => new Date(at - aheadMS).toISOString();
