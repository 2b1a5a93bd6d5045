// Light, dark, or as the device has it; paper is always light.
import { deviceStore } from "./store.js";

const device = matchMedia("(prefers-color-scheme: dark)");
let isPrinting = false;

/** "auto", "light" or "dark"; kept on the device. */
export const theme = deviceStore("theme", "auto", (value) => ["auto", "light", "dark"].includes(value));

export const isDark = () => !isPrinting && (theme.get() === "auto" ? device.matches : theme.get() === "dark");

const apply = () => {
  document.documentElement.dataset.bsTheme = isDark() ? "dark" : "light";
  window.dispatchEvent(new Event("themechange"));
};

const print = (is) => () => {
  isPrinting = is;
  apply();
};

theme.subscribe(apply);
device.addEventListener("change", apply);
window.addEventListener("beforeprint", print(true));
window.addEventListener("afterprint", print(false));
apply();
