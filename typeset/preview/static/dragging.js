// Frames taken hold of: moved and resized with the mouse or the keyboard, snapping to the columns and rows of the page.

import { element } from "/static/elements.js";
import { Ghost } from "/static/ghost.js";
import { figures, handlesOf, moveFrame, moves, undoMove } from "/static/moves.js";
import { acceptStories, offerPlacing } from "/static/placing.js";
import { Snapping, sameStand } from "/static/snapping.js";
import { desk } from "/static/state.js";
import { toast } from "/static/toast.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

/** Pixels from an edge within which it is taken hold of, and by which a press becomes a drag. */
const GRIP = 7;
const DRAG = 4;
/** Milliseconds after the last key before a move by keyboard is written. */
const SETTLED = 900;
const EDGES = ["left", "right", "top", "bottom"];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const CURSORS = { "10": "ew-resize", "01": "ns-resize", "00": "move" };

const movers = new WeakMap();
let active = null;

/** Let the frames of a page be moved on a layer that lies over it; called again whenever what it shows is newer. */
export function attachDragging(layer, page, layers, mmPerPixel) {
  if (!movers.has(layer)) movers.set(layer, new Mover(layer));
  movers.get(layer).update(page, layers, mmPerPixel);
}

class Mover {
  #boxes = element("div", { class: "edit-frames" });
  #drag = null;
  #asked = 0;
  #settling = 0;

  constructor(layer) {
    this.layer = layer;
    this.ghost = new Ghost(layer);
    layer.addEventListener("pointerdown", (event) => this.#pressed(event));
    layer.addEventListener("pointermove", (event) => this.#hovered(event));
    layer.addEventListener("keydown", (event) => this.#keyed(event));
    layer.addEventListener("focusout", () => this.#settle());
    layer.addEventListener("dblclick", (event) => this.#offer(this.#frameOf(event.target)));
    acceptStories(layer, (target) => this.#frameOf(target), () => this.handles);
    moves.addEventListener("handles", () => this.layer.isConnected && !this.layer.hidden && this.#ask());
  }

  update(page, layers, mmPerPixel) {
    this.page = page;
    this.rects = new Map(layers.frames.map((frame) => [frame.name, frame.rect]));
    this.mmPerPixel = mmPerPixel;
    if (this.#boxes.parentNode !== this.layer) this.layer.replaceChildren(this.#boxes, ...this.ghost.elements);
    this.#ask();
  }

  async #ask() {
    const turn = ++this.#asked;
    const handles = await handlesOf(this.page.number);
    if (turn !== this.#asked || !handles) return;
    this.handles = handles;
    this.snapping = new Snapping(handles.grid);
    if (!this.#drag) this.#draw();
  }

  #draw() {
    const focused = this.#boxes.contains(document.activeElement) ? document.activeElement.dataset.frame : null;
    const size = ({ columns, rows }) => (columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1);
    const frames = [...this.handles.frames].sort((one, other) => size(other) - size(one));
    this.#boxes.replaceChildren(...frames.map((frame) => this.#box(frame)));
    this.ghost.ready(this.page, this.snapping);
    if (focused) this.#boxes.querySelector(`[data-frame="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #box(frame) {
    const free = frame.edges.some(Boolean);
    const place = word("edit.frame", { frame: frame.name, ...figures(frame) });
    const what = [
      place,
      word(free ? "edit.frame.free" : "edit.frame.held"),
      ...(frame.free ? [word("edit.frame.takes")] : []),
      ...frame.why,
    ];
    const sides = EDGES.filter((_, index) => frame.edges[index]);
    const kinds = ["edit-frame", free ? "" : "is-held", frame.free ? "is-free" : "", `kind-${frame.kind}`];
    const made = element(
      "div",
      {
        class: kinds.filter(Boolean).join(" "),
        "data-frame": frame.name,
        "data-page": this.page.number,
        role: "button",
        tabindex: "0",
        "aria-label": what.join("　"),
        title: [...frame.why, ...(frame.free ? [word("edit.frame.takes")] : [])].join("\n") || null,
      },
      element("span", { class: "edit-name", text: frame.name, "aria-hidden": "true" }),
      ...sides.map((side) => element("span", { class: `edit-grip is-${side}`, "aria-hidden": "true" })),
    );
    this.ghost.lay(made, this.page, this.#rectOf(frame));
    return made;
  }

  /** A frame stands where its file says; one placed by lengths where it was drawn. */
  #rectOf(frame) {
    const drawn = this.rects.get(frame.name);
    const grid = this.snapping.rect(frame);
    const near = drawn && drawn.every((length, index) => Math.abs(length - grid[index]) < this.handles.grid.leading);
    return near ? drawn : grid;
  }

  #frameOf(target) {
    const name = target.closest?.(".edit-frame")?.dataset.frame;
    return this.handles?.frames.find((frame) => frame.name === name);
  }

  #boxOf(frame) {
    return this.#boxes.querySelector(`[data-frame="${CSS.escape(frame.name)}"]`);
  }

  /** Which edges a point takes hold of: those it is near to, else all that can be moved together. */
  #grasped(frame, { clientX, clientY }) {
    const box = this.#boxOf(frame).getBoundingClientRect();
    const grip = (size) => Math.min(GRIP, size / 4);
    const [left, right, top, bottom] = [
      clientX - box.left < grip(box.width),
      box.right - clientX < grip(box.width),
      clientY - box.top < grip(box.height),
      box.bottom - clientY < grip(box.height),
    ];
    const edges = left || right || top || bottom ? [left, right, top, bottom] : whole(frame);
    return Object.fromEntries(EDGES.map((edge, index) => [edge, edges[index] && frame.edges[index]]));
  }

  #hovered(event) {
    const frame = this.#drag ? null : this.#frameOf(event.target);
    if (frame) this.#boxOf(frame).style.cursor = cursorOf(this.#grasped(frame, event));
  }

  #pressed(event) {
    const frame = event.button === 0 ? this.#frameOf(event.target) : null;
    if (!frame) return;
    this.#settle();
    event.preventDefault();
    this.#boxOf(frame).focus({ preventScroll: true });
    this.layer.setPointerCapture(event.pointerId);
    this.#begin(frame, this.#grasped(frame, event), { x: event.clientX, y: event.clientY });
    const move = (now) => this.#pulled(now);
    const end = (now) => {
      for (const [name, heard] of heards) this.layer.removeEventListener(name, heard);
      if (now.type === "pointerup") this.#dropped();
      else this.#cancel();
    };
    const heards = [["pointermove", move], ["pointerup", end], ["pointercancel", end], ["lostpointercapture", end]];
    for (const [name, heard] of heards) this.layer.addEventListener(name, heard);
  }

  #begin(frame, moved, from) {
    active = this;
    const stand = { columns: [...frame.columns], rows: [...frame.rows] };
    this.#drag = { frame, moved, from, begin: stand, stand, pulled: false };
  }

  #pulled({ clientX, clientY }) {
    const drag = this.#drag;
    if (!drag) return;
    const [across, down] = [clientX - drag.from.x, clientY - drag.from.y];
    if (!drag.pulled && Math.hypot(across, down) < DRAG) return;
    if (!drag.pulled && !Object.values(drag.moved).some(Boolean)) this.#held(drag.frame);
    drag.pulled = true;
    const mm = this.mmPerPixel;
    this.#show(this.snapping.dragged(drag.frame, drag.begin, drag.moved, across * mm, down * mm));
  }

  #show(stand) {
    const drag = this.#drag;
    drag.stand = stand;
    const others = this.handles.frames.filter((other) => other.name !== drag.frame.name);
    this.ghost.show(stand, drag.begin, others);
    this.#boxOf(drag.frame)?.classList.toggle("is-dragged", true);
  }

  #dropped() {
    const drag = this.#drag;
    if (!drag) return;
    if (!drag.pulled) this.#chosen(drag.frame);
    this.#write();
  }

  #chosen(frame) {
    desk.tell("frame-selected", { page: this.page.number, frame: frame.name });
    if (frame.stories.length) view.set({ story: frame.stories[0] });
  }

  async #write() {
    const drag = this.#drag;
    this.#end();
    if (!drag || sameStand(drag.stand, drag.begin)) return;
    // It stays where it was put until the server has said what it makes of it.
    const box = this.#boxOf(drag.frame);
    this.ghost.lay(box, this.page, this.snapping.rect(drag.stand));
    box.classList.add("is-written");
    await moveFrame(this.handles, drag.frame, drag.stand);
    this.#ask();
  }

  #end() {
    clearTimeout(this.#settling);
    if (active === this) active = null;
    if (this.#drag) this.#boxOf(this.#drag.frame)?.classList.remove("is-dragged");
    this.#drag = null;
    this.ghost.hide();
  }

  #cancel() {
    if (!this.#drag) return;
    this.#end();
    this.#draw();
  }

  cancel() {
    this.#cancel();
    desk.say(word("edit.cancelled"));
  }

  #held(frame) {
    toast(frame.why.join(" ") || word("edit.frame.held"), { bad: true });
  }

  #keyed(event) {
    const frame = this.#frameOf(event.target);
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) this.#stepped(frame, ARROWS[event.key], event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") this.#drag ? this.#write() : this.#offer(frame);
    else if (event.key === "Delete" || event.key === "Backspace") this.#offer(frame);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #stepped(frame, [across, down], resize) {
    if (this.#drag && this.#drag.frame.name !== frame.name) this.#settle();
    const can = resize ? [false, frame.edges[1], false, frame.edges[3]] : whole(frame);
    const moved = Object.fromEntries(EDGES.map((edge, index) => [edge, can[index]]));
    if ((across && !moved.right) || (down && !moved.bottom)) {
      this.#held(frame);
      return;
    }
    if (!this.#drag) this.#begin(frame, moved, null);
    this.#show(this.snapping.stepped(frame, this.#drag.stand, moved, across, down));
    desk.say(word("edit.frame", { frame: frame.name, ...figures(this.#drag.stand) }));
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED);
  }

  /** Write what the keyboard has moved. */
  #settle() {
    if (this.#drag && !this.#drag.from) this.#write();
  }

  #offer(frame) {
    if (frame?.takes) offerPlacing(this.handles, frame);
  }
}

/** All edges of a frame that move together: left and right when both can, top and bottom likewise. */
function whole(frame) {
  const [left, right, top, bottom] = frame.edges;
  return [left && right, left && right, top && bottom, top && bottom];
}

function cursorOf({ left, right, top, bottom }) {
  const across = left || right;
  const down = top || bottom;
  if (!across && !down) return "not-allowed";
  if (left !== right && top !== bottom) return left === top ? "nwse-resize" : "nesw-resize";
  return left === right && top === bottom ? CURSORS["00"] : CURSORS[`${Number(left !== right)}${Number(top !== bottom)}`];
}

addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && active) {
      event.preventDefault();
      event.stopPropagation();
      active.cancel();
    }
    const back = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (back && view.tool === "move" && !event.target.closest?.("input, textarea, select, .cm-editor, dialog")) {
      event.preventDefault();
      undoMove();
    }
  },
  { capture: true },
);
