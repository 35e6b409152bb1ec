// The editor of the panel: one file at a time, with what is unsaved of the others kept.

import { completing } from "/static/completing.js";
import { decide } from "/static/conflict.js";
import { Conflict, Docs } from "/static/docs.js";
import { Bar } from "/static/editorbar.js";
import { usualExtensions } from "/static/editorlook.js";
import { element } from "/static/elements.js";
import { marked } from "/static/lintmarks.js";
import { desk } from "/static/state.js";
import { toast } from "/static/toast.js";
import * as cm from "/static/vendor/codemirror.js";
import { word } from "/static/words.js";

const { EditorState, EditorView, Transaction } = cm;

let editor = null;
let asked = null;

/** Put the editor into the panel. */
export function mount(panel) {
  editor = new Editor(panel);
  editor.begin(asked);
  asked = null;
}

/** Show a file at a line; says whether it is one that can be edited here. */
export async function openFile(path, line = 1) {
  if (!editor) {
    // The panel is on its way.
    asked = { path, line };
    return true;
  }
  return editor.open(path, line);
}

class Editor {
  #docs = new Docs();
  #doc = null;
  /** Counts what was asked to be shown: an older file that comes late is not. */
  #turn = 0;
  #readonly = new cm.Compartment();

  constructor(panel) {
    this.bar = new Bar({
      open: (path) => this.open(path),
      save: () => this.save(),
      undo: () => this.undoSave(),
      compare: () => this.#compare(),
    });
    this.place = element("div", { class: "edit-text" });
    this.view = new EditorView({
      // Its first styles come with the state it is born with, so that must know the page's nonce.
      state: EditorState.create({ extensions: usualExtensions("yaml") }),
      parent: this.place,
      dispatchTransactions: (transactions) => this.#dispatched(transactions),
    });
    panel.replaceChildren(this.bar.element, this.place);
    desk.on("state", () => this.#newState());
    desk.on("lang", () => this.#spoken());
    addEventListener("beforeunload", (event) => {
      if (this.#docs.all.some((doc) => doc.unsaved)) event.preventDefault();
    });
  }

  async begin(first) {
    await this.#docs.list();
    this.bar.list(this.#docs.files);
    const path = first?.path ?? this.#docs.files[0]?.path;
    // Somebody may have chosen one while they were listed.
    if (path && !this.#turn) await this.open(path, first?.line ?? 1);
  }

  async open(path, line = null) {
    const turn = ++this.#turn;
    let doc;
    try {
      if (!this.#docs.files.some((file) => file.path === path)) this.bar.list(await this.#docs.list());
      doc = await this.#docs.open(path);
    } catch (error) {
      toast(error.message, { bad: true });
      return false;
    }
    if (turn !== this.#turn) return true;
    if (this.#doc) this.#doc.state = this.view.state;
    this.#doc = doc;
    doc.state ??= this.#fresh(doc);
    this.view.setState(doc.state);
    this.view.dispatch(marked(this.view.state, path));
    if (line) this.#goTo(line);
    this.#tell();
    return true;
  }

  #goTo(number) {
    const line = this.view.state.doc.line(Math.min(Math.max(number, 1), this.view.state.doc.lines));
    const first = line.from + (line.text.match(/^\s*(- )?/)?.[0].length ?? 0);
    this.view.dispatch({ selection: { anchor: first }, effects: EditorView.scrollIntoView(first, { y: "center" }) });
    this.view.focus();
  }

  #fresh(doc) {
    const keys = [
      { key: "Mod-s", run: () => (this.save(), true), preventDefault: true },
      ...cm.closeBracketsKeymap,
      ...cm.defaultKeymap,
      ...cm.searchKeymap,
      ...cm.historyKeymap,
      ...cm.foldKeymap,
      ...cm.completionKeymap,
      ...cm.lintKeymap,
      cm.indentWithTab,
    ];
    return EditorState.create({
      doc: doc.saved,
      extensions: [
        cm.history(),
        ...usualExtensions(doc.mode),
        cm.highlightActiveLine(),
        cm.highlightActiveLineGutter(),
        cm.foldGutter(),
        cm.lintGutter(),
        cm.indentOnInput(),
        cm.bracketMatching(),
        cm.closeBrackets(),
        cm.highlightSelectionMatches(),
        cm.search(),
        cm.indentUnit.of("  "),
        cm.autocompletion({ override: [completing(() => doc, () => this.#docs.files)], icons: false }),
        this.#readonly.of(EditorState.readOnly.of(Boolean(desk.state?.read_only))),
        EditorView.contentAttributes.of({ "aria-label": word("edit.text", { file: doc.path }) }),
        cm.keymap.of(keys),
      ],
    });
  }

  #dispatched(transactions) {
    this.view.update(transactions);
    if (transactions.some((one) => one.docChanged)) this.#tell();
  }

  get #text() {
    return this.view.state.doc.toString();
  }

  #tell() {
    const doc = this.#doc;
    if (!doc) return;
    doc.unsaved = this.#text !== doc.saved;
    const unsaved = new Set(this.#docs.all.filter((one) => one.unsaved).map((one) => one.path));
    this.bar.tell(doc, unsaved, { readOnly: Boolean(desk.state?.read_only) });
  }

  async save() {
    const doc = this.#doc;
    if (!doc || desk.state?.read_only) return;
    if (!doc.unsaved && !doc.elsewhere) {
      desk.say(word("edit.nothing"));
      return;
    }
    await this.#saved(doc, this.#text);
  }

  async #saved(doc, text, version = doc.version) {
    this.bar.busy(true);
    try {
      await this.#docs.save(doc, text, version);
      desk.say(word("edit.saved", { file: doc.path }));
    } catch (error) {
      if (error instanceof Conflict) await this.#decided(doc, text, error.theirs);
      else toast(error.message, { bad: true });
    } finally {
      this.bar.busy(false);
      this.#tell();
    }
  }

  async #decided(doc, mine, theirs) {
    doc.elsewhere = theirs;
    this.#tell();
    const answer = await decide(doc, mine, theirs);
    if (answer?.kept === "mine") {
      this.#put(doc, answer.text);
      await this.#saved(doc, answer.text, theirs.version);
    } else if (answer?.kept === "theirs") {
      this.#docs.took(doc, theirs);
      this.#put(doc, theirs.text);
    }
    this.view.focus();
  }

  async #compare() {
    const doc = this.#doc;
    if (doc?.elsewhere) await this.#decided(doc, this.#text, doc.elsewhere);
    this.#tell();
  }

  /** Take the last save of the file back. What is typed and unsaved is lost only by a step of the editor's own undo. */
  async undoSave() {
    const doc = this.#doc;
    if (!doc?.undo) return;
    if (doc.unsaved) {
      cm.undo(this.view);
      return;
    }
    try {
      this.#put(doc, await this.#docs.undo(doc));
      desk.say(word("edit.undone", { file: doc.path }));
    } catch (error) {
      if (error instanceof Conflict) await this.#decided(doc, this.#text, error.theirs);
      else toast(error.message, { bad: true });
    }
    this.#tell();
  }

  /** Put a text into a file: only what differs is exchanged, so that the cursor stays where it is. */
  #put(doc, text) {
    const shown = doc === this.#doc;
    const state = shown ? this.view.state : doc.state;
    if (!state) return;
    const change = { changes: difference(state.doc.toString(), text), annotations: Transaction.userEvent.of("input.disk") };
    if (shown) this.view.dispatch(change);
    else doc.state = state.update(change).state;
  }

  /** The desk has set a newer state: marks are newer, and files may be. */
  async #newState() {
    if (!this.#doc) return;
    this.view.dispatch({
      effects: this.#readonly.reconfigure(EditorState.readOnly.of(Boolean(desk.state?.read_only))),
    });
    this.view.dispatch(marked(this.view.state, this.#doc.path));
    await Promise.all(this.#docs.all.map((doc) => this.#followed(doc)));
    this.bar.list(await this.#docs.list().catch(() => this.#docs.files));
    this.#tell();
  }

  /** Take over what somebody else wrote, when nothing here is unsaved; else say that there is another version. */
  async #followed(doc) {
    const theirs = await this.#docs.read(doc.path).catch(() => null);
    if (!theirs || theirs.version === doc.version) return;
    const text = doc === this.#doc ? this.#text : doc.state.doc.toString();
    if (text === theirs.text || text === doc.saved) {
      this.#docs.took(doc, theirs);
      this.#put(doc, theirs.text);
    } else {
      doc.elsewhere = theirs;
    }
  }

  #spoken() {
    const open = this.#doc;
    for (const doc of this.#docs.all) {
      const state = doc === open ? this.view.state : doc.state;
      if (!state) continue;
      doc.state = this.#fresh({ ...doc, saved: state.doc.toString() });
    }
    this.bar.build();
    this.bar.list(this.#docs.files);
    if (open) this.view.setState(open.state);
    this.#tell();
  }
}

/** The smallest change of one text into another. */
function difference(old, text) {
  let from = 0;
  while (from < old.length && from < text.length && old[from] === text[from]) from += 1;
  let end = 0;
  const most = Math.min(old.length, text.length) - from;
  while (end < most && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return { from, to: old.length - end, insert: text.slice(from, text.length - end) };
}
