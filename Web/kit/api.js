// Talking to the server: one place for versions, keys, languages and errors.
import { ApiError } from "./api-error.js";
import { saveFile } from "./save.js";
import { language } from "./texts.js";

export { ApiError };

const base = "/api/v1";
let signInAgain = null;

/** The shell says here how somebody signs in over an open page; the promise is true once they have. */
export function onSignedOut(ask) {
  signInAgain = ask;
}

/** The address of an operation, for links and pictures. */
export function url(path, query) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    const text = Array.isArray(value) ? value.join(",") : value;
    if (text !== undefined && text !== null && text !== "") search.set(name, String(text));
  }
  // The server reads a plus as a plus: spaces are written out.
  const tail = search.toString().replaceAll("+", "%20");
  return (path.startsWith("/api/") ? path : base + path) + (tail ? `?${tail}` : "");
}

/** A key for one intention of the user: sent again with it, a write happens once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function get(path, query, options = {}) {
  return (await read(path, query, options)).value;
}

/** The value with its version, for a later change. */
export async function read(path, query, { signal } = {}) {
  const answer = await request(url(path, query), { signal });
  return { value: await body(answer), version: version(answer) };
}

export async function list(path, query, options) {
  const value = await get(path, query, options);
  return { ...value, items: value.items ?? [], next: value.next };
}

/** Writes. `version` becomes If-Match; `key` makes a repetition harmless, one is made up if none is given. */
export async function send(method, path, value, { version: known, key = newKey(), signal, query } = {}) {
  const headers = { "Idempotency-Key": key };
  if (value !== undefined && value !== null) headers["Content-Type"] = "application/json";
  if (known !== undefined && known !== null) headers["If-Match"] = `"${String(known).replaceAll('"', "")}"`;
  const sent = value === undefined || value === null ? undefined : JSON.stringify(value);
  const answer = await request(url(path, query), { method, headers, body: sent, signal });
  return {
    value: await body(answer), version: version(answer),
    location: answer.headers.get("Location"), status: answer.status,
  };
}

async function request(address, options) {
  const answer = await attempt(address, options);
  if (answer.ok) return answer;
  const error = await ApiError.of(answer);
  if (error.endsSession && signInAgain && (await signInAgain())) {
    const again = await attempt(address, options);
    if (again.ok) return again;
    throw await ApiError.of(again);
  }
  throw error;
}

async function attempt(address, options) {
  const headers = { Accept: "application/json", "Accept-Language": language.get(), ...options.headers };
  try {
    return await fetch(address, { credentials: "same-origin", ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw ApiError.offline(options.method ?? "GET");
  }
}

async function body(answer) {
  if (answer.status === 204) return null;
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

const version = (answer) => answer.headers.get("ETag")?.replace(/^W\//, "").replaceAll('"', "") ?? null;

/** Sends a file. XMLHttpRequest, because fetch cannot tell how far an upload has come. */
export async function upload(path, blob, query, onProgress, { signal, version: known } = {}) {
  try {
    return await transfer(path, blob, query, onProgress, signal, known);
  } catch (error) {
    if (!error.endsSession || !signInAgain || !(await signInAgain())) throw error;
    return transfer(path, blob, query, onProgress, signal, known);
  }
}

function transfer(path, blob, query, onProgress, signal, known) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", url(path, query));
    call.setRequestHeader("Content-Type", blob.type || "application/octet-stream");
    call.setRequestHeader("Accept-Language", language.get());
    if (known !== undefined && known !== null) call.setRequestHeader("If-Match", `"${known}"`);
    call.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total);
    call.onerror = () => reject(ApiError.offline("POST"));
    call.onabort = () => reject(new DOMException("aborted", "AbortError"));
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) resolve(call.responseText ? JSON.parse(call.responseText) : null);
      else reject(ApiError.from(call.status, call.responseText, (name) => call.getResponseHeader(name)));
    };
    signal?.addEventListener("abort", () => call.abort(), { once: true });
    call.send(blob);
  });
}

/** Saves a file under the name that the server gives; an incomplete transfer is an error, never half a file. */
export async function download(path, query, { name } = {}) {
  const answer = await request(url(path, query), { headers: { Accept: "*/*" } });
  let file;
  try {
    file = await answer.blob();
  } catch {
    throw ApiError.offline("GET");
  }
  saveFile(file, name ?? fileName(answer.headers.get("Content-Disposition")) ?? path.split("/").pop());
}

function fileName(disposition) {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1];
}
