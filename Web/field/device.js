// What is kept on the device: reports and actions with their photos, what was last loaded, positions of a shift.

const name = "streetwise-field";
const version = 1;
let opening = null;

/** The photo or words do not fit on the device: the person is told, nothing is lost silently. */
export class DeviceFull extends Error {}

/** The browser lets nothing be kept, as in some private windows. */
export class DeviceClosed extends Error {}

function open() {
  opening ??= new Promise((resolve, reject) => {
    if (!globalThis.indexedDB) return reject(new DeviceClosed());
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => prepare(request.result);
    request.onerror = () => reject(new DeviceClosed());
    request.onsuccess = () => {
      const db = request.result;
      // Another tab with a newer version of the app wants to change the stores: let it.
      db.onversionchange = () => {
        db.close();
        opening = null;
      };
      db.onclose = () => { opening = null; };
      resolve(db);
    };
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

function prepare(db) {
  db.createObjectStore("items", { keyPath: "id" }).createIndex("account", "account");
  db.createObjectStore("photos", { keyPath: "id" }).createIndex("item", "item");
  db.createObjectStore("cache", { keyPath: "key" }).createIndex("account", "account");
  db.createObjectStore("fixes", { keyPath: "id", autoIncrement: true }).createIndex("shift", "shift");
}

/** One transaction over some stores: `work(store)` gets a function that names a store; all of it is kept, or nothing. */
export async function change(stores, work) {
  const db = await open();
  const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(trouble(transaction.error));
  });
  work((store) => transaction.objectStore(store));
  await done;
}

const trouble = (error) => (error?.name === "QuotaExceededError" ? new DeviceFull() : error ?? new DeviceClosed());

export const put = (store, value) => change([store], (of) => of(store).put(value));
export const drop = (store, key) => change([store], (of) => of(store).delete(key));

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(trouble(request.error));
});

const reading = async (store) => (await open()).transaction(store).objectStore(store);

export const take = async (store, key) => answer((await reading(store)).get(key));
export const all = async (store, index, key, count) => {
  const source = await reading(store);
  return answer((index ? source.index(index) : source).getAll(key, count));
};
export const count = async (store, index, key) => answer((await reading(store)).index(index).count(key));

/** Asks the browser not to throw away what waits here when space is short. */
export async function askToPersist() {
  try {
    return (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
  } catch {
    return false;
  }
}

/** Bytes used and allowed, or null where the browser does not say. */
export async function space() {
  try {
    return await navigator.storage.estimate();
  } catch {
    return null;
  }
}
