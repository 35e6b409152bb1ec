// A source file opened at a line: in the editor of the page, in the desk's own editor, or by the link an editor answers to.

import { openFile } from "/static/editor.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

/** Show a file at a line, in the page where it can be edited here. */
export async function openSource(file, line) {
  if (desk.state && !desk.state.read_only) {
    view.set({ tab: "edit", panel: true });
    if ((await openFile(file, line)) !== false) return;
  }
  await handOver(file, line);
}

/** Hand a file over to the editor of whoever runs the server; by a link where none is set. */
export async function handOver(file, line) {
  try {
    await desk.send("/api/open", { path: file, line });
    desk.say(word("open.handed", { where: `${file}:${line}` }));
  } catch (error) {
    if (error.told?.vscode) location.href = error.told.vscode;
    else desk.say(error.message);
  }
}
