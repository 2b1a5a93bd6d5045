// What the person chose for this phone.
import { deviceStore } from "../kit/store.js";

/** Black on white, heavier lines, larger words: for bright sun. */
export const contrast = deviceStore("field.contrast", false, (value) => typeof value === "boolean");

const mark = (isOn) => {
  document.documentElement.dataset.contrast = isOn ? "more" : "normal";
  window.dispatchEvent(new Event("themechange"));
};
mark(contrast.get());
contrast.subscribe(mark);

/** The last classes that were reported from here, the newest first. */
export const recentClasses = deviceStore("field.recent", [], Array.isArray);

export function noteClass(key) {
  recentClasses.update((old) => [key, ...old.filter((each) => each !== key)].slice(0, 8));
}
