// Short forms for a small screen.
import { say } from "../../kit/texts.js";

/** “暴露垃圾” of “市容环境 › 暴露垃圾”: the last part of a class's name. */
export const shortClass = (named) => say(named?.name ?? named).split("›").pop().trim();

/** “市容环境”: what stands before it. */
export const bigClass = (named) => say(named?.name ?? named).split("›").slice(0, -1).join("›").trim();
