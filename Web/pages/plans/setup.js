// Texts and styles that all pages of plans and incidents need.
import { stylesheet } from "../../kit/stylesheet.js";
import { add } from "../../kit/texts.js";
import plans from "../../texts/plans.js";

add(plans);
await stylesheet(new URL("../../styles/incidents.css", import.meta.url));
