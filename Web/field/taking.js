// Photos of an item: taken or chosen, made small, kept on the device at once.
import { newKey } from "../kit/api.js";
import { useEffect, useRef, useState } from "../kit/html.js";
import { t } from "../kit/texts.js";
import { toast } from "../kit/toast.js";
import { DeviceFull } from "./device.js";
import { dropPhoto, photosOf, savePhoto } from "./items.js";
import { NotAPhoto, preparePhoto } from "./photo/shrink.js";
import { placeOf, takenAt } from "./photo/when.js";

export const photosMax = 9;

/** { photos, busy, add(files, kind), remove(id), setKind(id, kind) } of an item; `save()` keeps the item itself first. */
export function usePhotos(id, save) {
  const [photos, setPhotos] = useState([]);
  const [busy, setBusy] = useState(0);
  const urls = useRef(new Map());
  const latest = useRef([]);
  const show = (list) => {
    latest.current = list;
    setPhotos(list.map((photo) => ({ ...photo, url: urlOf(urls.current, photo) })));
  };
  useEffect(() => {
    let isGone = false;
    photosOf(id).then((kept) => !isGone && show(kept), () => {});
    const held = urls.current;
    return () => {
      isGone = true;
      for (const url of held.values()) URL.revokeObjectURL(url);
      held.clear();
    };
  }, [id]);

  const add = async (files, kind) => {
    const taken = [];
    for (const file of [...files].slice(0, Math.max(0, photosMax - latest.current.length))) {
      setBusy((count) => count + 1);
      try {
        const photo = await keepOne(id, file, kind, save);
        taken.push(photo);
        show([...latest.current, photo]);
      } catch (error) {
        tell(error, file);
      } finally {
        setBusy((count) => count - 1);
      }
    }
    if (files.length > taken.length && latest.current.length >= photosMax) toast(t("field.photo.full", { count: photosMax }), { tone: "error" });
    return taken;
  };
  const remove = async (photo) => {
    await dropPhoto(photo);
    show(latest.current.filter((each) => each.id !== photo));
  };
  const setKind = async (photo, kind) => {
    const known = latest.current.find((each) => each.id === photo);
    if (!known) return;
    await savePhoto({ ...known, kind });
    show(latest.current.map((each) => (each.id === photo ? { ...each, kind } : each)));
  };
  return { photos, busy: busy > 0, add, remove, setKind };
}

async function keepOne(id, file, kind, save) {
  const { blob, facts, isShrunk, from } = await preparePhoto(file);
  const photo = {
    id: newKey(), item: id, kind, blob, at: Date.now(), takenAt: takenAt(facts, file), place: placeOf(facts),
    size: blob.size, from, isShrunk, media: null,
  };
  await save();
  return savePhoto(photo);
}

function urlOf(urls, photo) {
  if (!urls.has(photo.id)) urls.set(photo.id, URL.createObjectURL(photo.blob));
  return urls.get(photo.id);
}

function tell(error, file) {
  const key = error instanceof DeviceFull ? "field.photo.noRoom" : error instanceof NotAPhoto ? "field.photo.notOne" : "field.photo.failed";
  const text = key === "field.photo.noRoom" ? t("field.photo.noRoom") : key === "field.photo.notOne" ? t("field.photo.notOne", { name: file.name }) : t("field.photo.failed", { name: file.name });
  toast(text, { tone: "error" });
}
