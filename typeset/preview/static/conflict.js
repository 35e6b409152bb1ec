// Two versions of one file: both are shown side by side, with what differs; somebody decides, and until then nothing is written.

import { button, element } from "/static/elements.js";
import { usualExtensions } from "/static/editorlook.js";
import { EditorState, EditorView, MergeView } from "/static/vendor/codemirror.js";
import { word } from "/static/words.js";

/** Ask which version is kept: "mine" (with the text as it may have been mended here), "theirs", or null for neither yet. */
export function decide(doc, mine, theirs) {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "edit-dialog edit-conflict", "aria-labelledby": "edit-conflict-head" });
    const sides = element("div", { class: "edit-sides" });
    const heads = element(
      "div",
      { class: "edit-side-heads" },
      element("h3", { text: word("edit.conflict.theirs") }),
      element("h3", { text: word("edit.conflict.mine") }),
    );
    let view = null;
    let answer = null;
    const choose = (kept) => () => {
      answer = kept === null ? null : { kept, text: kept === "mine" ? view.b.state.doc.toString() : theirs.text };
      dialog.close();
    };
    dialog.append(
      element("h2", { id: "edit-conflict-head", text: word("edit.conflict.head", { file: doc.path }) }),
      element("p", { class: "hint", text: word("edit.conflict.what") }),
      heads,
      sides,
      element(
        "div",
        { class: "edit-actions" },
        button({ class: "edit-button", text: word("edit.conflict.later"), on: { click: choose(null) } }),
        element("span", { class: "spacer" }),
        button({ class: "edit-button", text: word("edit.conflict.take"), on: { click: choose("theirs") } }),
        button({ class: "edit-button is-chief", text: word("edit.conflict.keep"), on: { click: choose("mine") } }),
      ),
    );
    dialog.addEventListener("close", () => {
      view.destroy();
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    view = new MergeView({
      parent: sides,
      a: { doc: theirs.text, extensions: [...usualExtensions(doc.mode), EditorState.readOnly.of(true), named("edit.conflict.theirs")] },
      b: { doc: mine, extensions: [...usualExtensions(doc.mode), named("edit.conflict.mine")] },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
  });
}

function named(key) {
  return EditorView.contentAttributes.of({ "aria-label": word(key) });
}
