// Time limits as people choose them: an amount and a unit. The API reads them as tables write them: “4工作时”.
import { t } from "../../kit/texts.js";

const units = {
  urgent_hour: ["unit.urgent_hour", "紧急工作时"], work_hour: ["unit.work_hour", "工作时"], work_day: ["unit.work_day", "工作日"],
  urgent_day: ["unit.urgent_day", "紧急工作日"], natural_day: ["unit.natural_day", "自然日"], minute: ["unit.minute", "分钟"],
};

export const unitChoices = () => Object.entries(units).map(([value, [key]]) => ({ value, label: t(key) }));
export const isContinuous = (unit) => unit !== "work_hour" && unit !== "work_day";
export const limitText = ({ amount, unit } = {}) => (amount === undefined || amount === "" || !unit ? "" : `${amount}${units[unit][1]}`);
export const limitWords = ({ amount, unit }) => `${amount} ${t(units[unit][0])}`;
