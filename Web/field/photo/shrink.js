// Large photos become small enough for a phone's line, on the phone, and keep what the camera knew.
import { deviceStore } from "../../kit/store.js";
import { readPhoto, uprightBlock, withBlock } from "./exif.js";

/** The person, or their office, wants the very bytes of the camera to be the evidence. */
export const keepOriginals = deviceStore("field.originals", false, (value) => typeof value === "boolean");

const sides = [2560, 2048, 1600, 1200];
const sideMax = sides[0];
const wantedBytes = 1_000_000;
const smallEnough = 1_200_000;
/** What the server takes; anything larger is shrunk even if originals are wanted. */
const serverMax = 20 * 1024 * 1024;

export class NotAPhoto extends Error {}

/** { blob, facts, isShrunk, from } – the file itself when it is small or cannot be drawn here. */
export async function preparePhoto(file) {
  if (file.type && !file.type.startsWith("image/")) throw new NotAPhoto();
  const facts = await readPhoto(file);
  const isLarge = file.size > smallEnough || Math.max(facts.width ?? 0, facts.height ?? 0) > sideMax;
  const wantsOriginal = keepOriginals.get() && file.size <= serverMax;
  if (!isLarge || wantsOriginal) return { blob: await ownCopy(file), facts, isShrunk: false, from: file.size };
  const small = await draw(file, facts).catch(() => null);
  if (!small) {
    // A kind that this browser cannot draw: the server may know it, if it is not too large.
    if (file.size > serverMax) throw new NotAPhoto();
    return { blob: await ownCopy(file), facts, isShrunk: false, from: file.size };
  }
  const blob = await withFacts(small, facts);
  return { blob, facts, isShrunk: true, from: file.size };
}

// A file of the gallery may be gone tomorrow: its bytes are copied, not its address.
const ownCopy = async (file) => new Blob([await file.arrayBuffer()], { type: file.type || "image/jpeg" });

async function draw(file, facts) {
  const picture = await decode(file, facts);
  try {
    let best = null;
    // Leaves, gravel and noise pack badly: then fewer pixels are better than smeared ones.
    for (const side of sides) {
      best = await drawn(picture, side);
      if (!best || best.size <= smallEnough) break;
    }
    return best;
  } finally {
    picture.close?.();
  }
}

async function drawn(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d", { alpha: false });
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await packed(canvas);
  canvas.width = canvas.height = 0;
  return blob;
}

// Asked to come small, a picture of 100 megapixels need not be whole in a phone's memory.
async function decode(file, facts) {
  const isTurned = facts.orientation >= 5;
  const width = isTurned ? facts.height : facts.width;
  const height = isTurned ? facts.width : facts.height;
  const isHuge = width && Math.max(width, height) > sideMax;
  const small = isHuge ? { [width >= height ? "resizeWidth" : "resizeHeight"]: sideMax, resizeQuality: "high" } : {};
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image", ...small });
  } catch {
    return createImageBitmap(file);
  }
}

async function packed(canvas) {
  let best = null;
  for (const quality of [0.86, 0.78, 0.7]) {
    best = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (!best || best.size <= wantedBytes) break;
  }
  return best;
}

async function withFacts(blob, facts) {
  const block = uprightBlock(facts);
  if (!block) return blob;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return new Blob([withBlock(bytes, block)], { type: "image/jpeg" });
}
