// What all pages about units and orders need: their words and their look.
import { stylesheet } from "../../kit/stylesheet.js";
import { add } from "../../kit/texts.js";
import texts from "../../texts/dispatch.js";
import units from "../../texts/units.js";

for (const each of [texts, units]) add(each);
await stylesheet(new URL("../../styles/registry.css", import.meta.url));
await stylesheet(new URL("../../styles/dispatch.css", import.meta.url));
