// The files that are open: what is typed, what was saved last, and what the server says of it. No element is touched here.

import { Refused, desk } from "/static/state.js";

const CONFLICT = 409;

/** A file on disk is another version than the one that was changed. */
export class Conflict extends Error {
  constructor(theirs) {
    super(theirs.error);
    this.theirs = theirs;
  }
}

export class Docs {
  #open = new Map();
  files = [];

  /** Ask again which files there are. */
  async list() {
    this.files = (await desk.ask("/api/files")) ?? [];
    return this.files;
  }

  known(path) {
    return this.#open.get(path);
  }

  get all() {
    return [...this.#open.values()];
  }

  /** What is known of a file: {path, mode, schema, title}. */
  about(path) {
    const listed = this.files.find((file) => file.path === path);
    return listed ?? { path, mode: path.endsWith(".md") ? "markdown" : "yaml", schema: null, title: path };
  }

  /** A file, opened when it is not yet: {path, saved, version, undo, state, unsaved, moved}; state is the editor's. */
  async open(path) {
    const known = this.#open.get(path);
    if (known) return known;
    const { text, version, undo } = await this.read(path);
    const doc = { ...this.about(path), saved: text, version, undo, state: null, unsaved: false, elsewhere: null };
    this.#open.set(path, doc);
    return doc;
  }

  read(path) {
    return desk.ask(`/api/files/${encoded(path)}`);
  }

  /** Save a text in place of a version; throws {@link Conflict} when the file is another by now. */
  async save(doc, text, version = doc.version) {
    const saved = await told(desk.send(`/api/files/${encoded(doc.path)}`, { text, version }, "PUT"));
    Object.assign(doc, { saved: text, version: saved.version, undo: saved.undo, elsewhere: null });
  }

  /** Take the last save back; gives the text there is then. */
  async undo(doc) {
    const before = await told(desk.send(`/api/files/${encoded(doc.path)}/undo`, { version: doc.version }));
    Object.assign(doc, { saved: before.text, version: before.version, undo: before.undo, elsewhere: null });
    return before.text;
  }

  /** Take what is on disk for what was saved. */
  took(doc, theirs) {
    Object.assign(doc, { saved: theirs.text, version: theirs.version, undo: theirs.undo ?? 0, elsewhere: null });
  }
}

async function told(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refused && error.status === CONFLICT && "text" in error.told) throw new Conflict(error.told);
    throw error;
  }
}

function encoded(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
