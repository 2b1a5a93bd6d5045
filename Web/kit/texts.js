// The catalogue of texts: two languages side by side, Chinese first.
import { deviceStore } from "./store.js";

const catalogue = new Map();
const index = { zh: 0, en: 1 };
const preferred = () => ((navigator.language || "zh").toLowerCase().startsWith("en") ? "en" : "zh");

/** "zh" or "en"; kept on the device. Chinese unless the browser speaks English. */
export const language = deviceStore("language", preferred(), (value) => value in index);

export function setLanguage(value) {
  language.set(value);
}

const mark = (value) => {
  document.documentElement.lang = value === "zh" ? "zh-CN" : "en";
};
mark(language.get());
language.subscribe(mark);

/** Adds a part's texts: `{ "case.title": ["案件", "Case"] }`. */
export function add(texts) {
  for (const [key, pair] of Object.entries(texts)) catalogue.set(key, pair);
}

/** The text in the chosen language; a key that is missing shows itself, so that it is seen and mended. */
export function t(key, params) {
  const pair = catalogue.get(key);
  if (!pair) return key;
  const text = pair[index[language.get()]];
  return spaced(params ? fill(text, params) : text);
}

const fill = (text, params) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name] ?? "") : whole));

/** The API's `{zh, en}` in the chosen language; a plain string stays as it is. */
export function say(wording) {
  if (wording === null || wording === undefined) return "";
  if (typeof wording !== "object") return spaced(String(wording));
  return spaced(wording[language.get()] || wording.zh || wording.en || "");
}

/** A name with an English form of its own: areas and organisations (`name`, `englishName`). */
export function nameOf(thing) {
  if (!thing) return "";
  if (typeof thing.name === "object") return say(thing.name);
  return language.get() === "en" && thing.englishName ? thing.englishName : spaced(thing.name ?? "");
}

const thin = "\u2009";
const han = "\\u3400-\\u9fff\\uf900-\\ufaff";
// A number plate, 鄂C·S1003, is one word.
const hanThenLatin = new RegExp(`([${han}]) ?(?=[A-Za-z0-9@&#])(?![A-Z]·)`, "g");
const latinThenHan = new RegExp(`([A-Za-z0-9%°])\\s?(?=[${han}])`, "g");

/** Thin spaces where Chinese meets Latin letters or digits. For text that is shown, never for what is sent. */
export function spaced(text) {
  return text.replace(hanThenLatin, `$1${thin}`).replace(latinThenHan, `$1${thin}`);
}
