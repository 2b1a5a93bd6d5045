/** Saves a blob as a file on the device; what no file system takes in a name becomes a space. */
export function saveFile(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name.replaceAll(/[\\/:*?"<>|\u2009]/g, " ");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
}

/** What a page holds, as a file that people can read and change. */
export const saveJSON = (name, value) => saveFile(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: "application/json" }), `${name}.json`);
