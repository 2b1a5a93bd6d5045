// Styles of one page: loaded when the page is, so that the first page stays small.
const loaded = new Map();

/** `await stylesheet(new URL("../styles/wall.css", import.meta.url))` at the top of a page's module. */
export function stylesheet(address) {
  const href = String(address);
  if (!loaded.has(href)) {
    loaded.set(href, new Promise((resolve) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = href;
      // A page without its styles is still a page.
      link.onload = link.onerror = resolve;
      document.head.append(link);
    }));
  }
  return loaded.get(href);
}
