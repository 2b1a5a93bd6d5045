// What this city is: its name, zone and map. Open to everybody, asked for once.
import { store } from "./store.js";

export const city = store({
  name: { zh: "街明", en: "Streetwise" }, zone: "Asia/Shanghai", demo: false,
  map: { bounds: null, base: null },
});

/** Reads the city; a page without it still works, with the shipped name and zone. */
export async function loadCity() {
  try {
    const answer = await fetch("/api/v1/city", { headers: { Accept: "application/json" } });
    if (answer.ok) city.set({ ...city.get(), ...(await answer.json()) });
  } catch {
    // Offline: what is set above serves until the line is back.
  }
}
