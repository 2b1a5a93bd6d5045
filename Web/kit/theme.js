// Light, dark, or as the device has it.
import { deviceStore } from "./store.js";

const device = matchMedia("(prefers-color-scheme: dark)");

/** "auto", "light" or "dark"; kept on the device. */
export const theme = deviceStore("theme", "auto", (value) => ["auto", "light", "dark"].includes(value));

export const isDark = () => (theme.get() === "auto" ? device.matches : theme.get() === "dark");

const apply = () => {
  document.documentElement.dataset.bsTheme = isDark() ? "dark" : "light";
  window.dispatchEvent(new Event("themechange"));
};

theme.subscribe(apply);
device.addEventListener("change", apply);
apply();
