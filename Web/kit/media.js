// The addresses of photos. Files never change under their address, so the browser keeps them.
import { url } from "./api.js";

/** `thumb`, `medium`, `public`, or `original`, which takes a right of its own. */
export const mediaURL = (id, form = "thumb") => url(`/media/${encodeURIComponent(id)}/${form}`);
