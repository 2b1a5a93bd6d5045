// Texts and styles that all pages of fences need.
import { stylesheet } from "../../kit/stylesheet.js";
import { add } from "../../kit/texts.js";
import fences from "../../texts/fences.js";

add(fences);
await stylesheet(new URL("../../styles/registry.css", import.meta.url));
await stylesheet(new URL("../../styles/places.css", import.meta.url));
await stylesheet(new URL("../../styles/alerts.css", import.meta.url));
