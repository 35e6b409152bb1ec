// Frames moved and stories placed, as the server is asked to write it; and the way back.

import { desk } from "/static/state.js";
import { toast } from "/static/toast.js";
import { lang, word } from "/static/words.js";

/** What was done here and can be undone: the file and the version it made, the last one at the end. */
const done = [];
const MOST = 100;
const kept = new Map();

const CONFLICT = 409;

/** The last thing asked of the server here. */
let last = Promise.resolve();

/** Do a thing when all that was asked before is answered: a step taken back is the one that was seen last. */
function inTurn(act) {
  last = last.then(act, act);
  return last;
}

/** Events: `handles` (detail: a page's number) when they must be asked for again. */
export const moves = new EventTarget();

/** What can be taken hold of on a page, asked for once in each state; null when the server cannot say. */
export function handlesOf(page) {
  const key = desk.state?.generation;
  const known = kept.get(page);
  if (known && known.key === key) return known.answer;
  const answer = desk.ask(`/api/pages/${page}/handles`).catch(() => null);
  kept.set(page, { key, answer });
  return answer;
}

function forget() {
  const pages = [...kept.keys()];
  kept.clear();
  for (const page of pages) moves.dispatchEvent(new CustomEvent("handles", { detail: page }));
}

/** Move or resize a frame; says whether it was done. */
export function moveFrame(handles, frame, stand) {
  const text = word("edit.moved", { frame: frame.name, ...figures(stand) });
  return change("/api/frames/move", handles.layout, { page: handles.page, frame: frame.name, ...stand }, text);
}

/** Put a story of the pool in a free frame. */
export function placeStory(handles, frame, story) {
  const text = word("edit.placed", { story, frame: frame.name });
  return change("/api/frames/place", handles.edition, { page: handles.page, frame: frame.name, story }, text);
}

/** Take a story out of its frame. */
export function takeStory(handles, frame, story) {
  const text = word("edit.taken", { story, frame: frame.name });
  return change("/api/frames/take", handles.edition, { page: handles.page, frame: frame.name, story }, text);
}

function change(path, file, value, text) {
  return inTurn(() => write(path, file, value, text));
}

async function write(path, file, value, text) {
  let saved;
  try {
    saved = await desk.send(path, { ...value, version: file.version });
  } catch (error) {
    refused(error);
    return false;
  }
  if (saved.version !== file.version) {
    done.push({ path: saved.path, version: saved.version });
    done.splice(0, done.length - MOST);
  }
  forget();
  const shared = listed(saved.pages.map((page) => desk.page(page)?.label ?? page));
  const also = shared ? ` ${word("edit.moved.also", { pages: shared })}` : "";
  toast(`${text}${also} ${word("edit.written", { file: saved.path })}`, {
    actions: [[word("edit.undo"), undoMove]],
  });
  return true;
}

/** Take back what was done last, also when it is still being written. */
export function undoMove() {
  return inTurn(takeBack);
}

async function takeBack() {
  const step = done.pop();
  if (!step) {
    toast(word("edit.undo.nothing"));
    return;
  }
  try {
    await desk.send(`/api/files/${step.path}/undo`, { version: step.version });
  } catch (error) {
    // Older steps of this file lead nowhere any more.
    for (let index = done.length - 1; index >= 0; index -= 1) if (done[index].path === step.path) done.splice(index, 1);
    refused(error);
    return;
  }
  forget();
  toast(word("edit.undone", { file: step.path }));
}

function refused(error) {
  forget();
  const changed = error.status === CONFLICT ? word("edit.moved.changed") : error.message;
  toast(changed, { bad: true });
}

/** A place in figures, for words. */
export function figures({ columns, rows }) {
  const range = ([first, last]) => (first === last ? `${first}` : `${first}–${last}`);
  return { columns: range(columns), rows: range(rows) };
}

/** Names one after another, as the language does it. */
export function listed(names) {
  return names.join(lang() === "zh" ? "、" : ", ");
}
