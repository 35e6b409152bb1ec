// The bar over the editor: which file, whether it is saved, and what can be done with it.

import { button, element } from "/static/elements.js";
import { word } from "/static/words.js";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const GROUPS = [
  ["edition", "edit.group.edition"],
  ["layout", "edit.group.layout"],
  ["house", "edit.group.house"],
  ["story", "edit.group.story"],
];

export class Bar {
  element = element("div", { class: "edit-bar" });
  #files = [];
  #unsaved = new Set();

  constructor(acts) {
    this.acts = acts;
    this.build();
  }

  build() {
    this.select = element("select", {
      class: "edit-file",
      "aria-label": word("edit.file"),
      on: { change: (event) => this.acts.open(event.target.value) },
    });
    const keys = MAC ? "⌘S" : "Ctrl+S";
    this.save = button({ class: "edit-button is-chief", text: word("edit.save"), title: keys, on: { click: this.acts.save } });
    this.undo = button({ class: "edit-button", text: word("edit.undo.save"), title: word("edit.undo.save.what"), on: { click: this.acts.undo } });
    this.says = element("span", { class: "edit-says", role: "status" });
    this.notice = element(
      "div",
      { class: "edit-notice", hidden: true },
      element("span", { text: word("edit.elsewhere") }),
      button({ class: "edit-button", text: word("edit.compare"), on: { click: this.acts.compare } }),
    );
    const row = element("div", { class: "edit-row" }, this.says, element("span", { class: "spacer" }), this.undo, this.save);
    this.element.replaceChildren(this.select, row, this.notice);
  }

  /** The files to choose from; unused layouts stand at the end of theirs. */
  list(files) {
    this.#files = files;
    const chosen = this.select.value;
    this.select.replaceChildren(
      ...GROUPS.map(([schema, key]) => {
        const own = files.filter((file) => file.schema === schema);
        own.sort((one, other) => Number(other.used) - Number(one.used));
        return own.length ? element("optgroup", { label: word(key) }, ...own.map((file) => this.#option(file))) : null;
      }).filter(Boolean),
    );
    if (chosen) this.select.value = chosen;
  }

  #option({ path, title, schema, used }) {
    const name = path.split("/").at(-1);
    const label = schema === "story" && title !== name.replace(/\.md$/, "") ? `${name}　${title}` : name;
    const mark = this.#unsaved.has(path) ? "● " : "";
    const idle = used ? "" : ` ${word("edit.unused")}`;
    return element("option", { value: path, text: `${mark}${label}${idle}` });
  }

  busy(busy) {
    this.save.disabled = busy;
  }

  tell(doc, unsaved, { readOnly }) {
    const same = unsaved.size === this.#unsaved.size && [...unsaved].every((path) => this.#unsaved.has(path));
    this.#unsaved = unsaved;
    if (!same) this.list(this.#files);
    this.select.value = doc.path;
    const says = readOnly ? "read-only" : doc.unsaved ? "edit.unsaved" : "edit.is-saved";
    if (this.says.textContent !== word(says)) this.says.textContent = word(says);
    this.says.classList.toggle("is-unsaved", doc.unsaved);
    this.save.disabled = readOnly || (!doc.unsaved && !doc.elsewhere);
    this.undo.disabled = readOnly || (!doc.undo && !doc.unsaved);
    this.undo.hidden = readOnly;
    this.save.hidden = readOnly;
    this.notice.hidden = !doc.elsewhere;
  }
}
