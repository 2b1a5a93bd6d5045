// Keeps the field app on the phone: every file that it needs, in one version; pictures that were looked at; the page.
const version = "{{version}}";
const files = ["{{files}}"];
const shell = `field-${version}`;
const pictures = "field-pictures";
const facts = "field-facts";
const picturesMax = 240;

// The console's own pages, the map library and the charts stay where they are.
const needed = [
  /\/field\/(?!sw\.js).*\.js$/, /\/kit\/(?!map\.js|chart|table|filters|views|search-box|shell)[^/]+\.js$/, /\/kit\/fields\//,
  /\/kit\/map\/(gcj02|palette)\.js$/, /\/texts\/(common|kit|account|terms|names|field[^/]*)\.js$/,
  /\/styles\/(theme|base|form|parts|shell|field[^/]*)\.css$/, /\/styles\/mark\.svg$/, /\/field\/[^/]*\.svg$/,
  /\/vendor\/(preact-htm\.js|tabler\.min\.css)$/,
];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "forget") event.waitUntil(caches.delete(pictures));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname.startsWith("/field")) event.respondWith(page(request));
  else if (address.pathname.startsWith("/web/") || address.pathname === "/field/manifest.webmanifest") event.respondWith(file(request));
  else if (/^\/api\/v1\/media\/[^/]+\/(thumb|medium)$/.test(address.pathname)) event.respondWith(picture(request));
  else if (address.pathname === "/api/v1/city") event.respondWith(fact(request));
});

async function install() {
  const cache = await caches.open(shell);
  const page = await fetch("/field/", { cache: "no-cache" });
  // The page of another version would ask for other files: try again at the next visit.
  if (!page.ok || !(await page.clone().text()).includes(`/web/${version}/`)) throw new Error("The version changed meanwhile");
  const wanted = files.filter((path) => needed.some((pattern) => pattern.test(path)));
  await cache.addAll([...wanted, "/field/manifest.webmanifest"]);
  await cache.put("/field/", page);
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("field-") && ![shell, pictures, facts].includes(name)).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request) {
  return (await caches.match("/field/", { cacheName: shell })) ?? fetch(request);
}

async function file(request) {
  return (await caches.match(request, { cacheName: shell })) ?? (await caches.match(request)) ?? fetch(request);
}

/** Photos never change under their address. */
async function picture(request) {
  const cache = await caches.open(pictures);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone()).catch(() => {});
    trim(cache);
  }
  return answer;
}

async function trim(cache) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - picturesMax)).map((key) => cache.delete(key)));
}

async function fact(request) {
  const cache = await caches.open(facts);
  try {
    const answer = await fetch(request);
    if (answer.ok) cache.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
