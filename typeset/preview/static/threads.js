// Jumps as lines from tail to tail, over all pages that lie on the stage. Pressed, one is at the other end.

import { button, drawn, element, icon } from "/static/elements.js";
import { knownLayers, layersOf } from "/static/layerdata.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

const REACH = 34;
const CLEAR = 4;
/** Pixels a millimetre below which ends are signs without words. */
const SMALL = 1.7;

export class Threads {
  #lines = drawn("svg", { class: "threads", "aria-hidden": "true" });
  #ends = element("div", { class: "thread-ends" });
  #waiting = null;

  constructor(stage, follow) {
    this.stage = stage;
    this.follow = follow;
  }

  get elements() {
    return [this.#lines, this.#ends];
  }

  /** Draw the jumps of the pages shown, now with what is known and again when all is. */
  async draw() {
    this.#drawn();
    if (!view.layers.has("jumps")) return;
    const pages = this.stage.shown();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    await Promise.all(pages.map((page) => layersOf(page.number)));
    if (turn === this.turn) this.#drawn();
  }

  /** Put the keyboard at an end as soon as it is there, so that the way back is one key. */
  focus(jump, end) {
    this.#waiting = keyOf(jump, end);
    this.#refocus();
  }

  #refocus() {
    const found = this.#waiting && this.#ends.querySelector(`[data-end="${CSS.escape(this.#waiting)}"]`);
    if (!found) return;
    this.#waiting = null;
    found.focus({ preventScroll: true });
  }

  #drawn() {
    const held = this.#ends.querySelector(":focus")?.dataset.end;
    const jumps = view.layers.has("jumps") ? this.#jumps() : [];
    const { content } = this.stage;
    this.#lines.replaceChildren();
    this.#ends.replaceChildren();
    if (!jumps.length) return;
    this.#lines.setAttribute("width", content.scrollWidth);
    this.#lines.setAttribute("height", content.scrollHeight);
    for (const jump of jumps) this.#jump(jump);
    if (held) this.#waiting ??= held;
    this.#refocus();
  }

  /** Each jump of the pages shown, once. */
  #jumps() {
    const found = new Map();
    for (const page of this.stage.shown()) {
      for (const jump of knownLayers(page.number)?.jumps ?? []) found.set(keyOf(jump, "from"), jump);
    }
    return [...found.values()];
  }

  #jump(jump) {
    const from = this.stage.placeOf(jump.from.page, jump.from.rect);
    const to = this.stage.placeOf(jump.to.page, jump.to.rect);
    const chosen = jump.story === view.story;
    const kind = `thread${chosen ? " chosen" : ""}`;
    for (const place of [from, to]) if (place) this.#frame(place, kind);
    if (from && to) this.#line(jump, from, to, kind);
    if (from) this.#end(jump, "from", "to", from);
    if (to) this.#end(jump, "to", "from", to);
  }

  #frame(place, kind) {
    const { x, y, width, height } = place;
    this.#lines.append(drawn("rect", { x, y, width, height, rx: 1, class: `${kind} end` }));
  }

  /** A curve from the end of the jump line to the head of the continued line, as text threads are drawn. */
  #line(jump, from, to, kind) {
    const [x0, y0] = [from.x + from.width, from.y + from.height / 2];
    const [x1, y1] = [to.x, to.y + to.height / 2];
    const bend = Math.max(REACH, Math.min(220, Math.hypot(x1 - x0, y1 - y0) / 3));
    const d = `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`;
    const wide = drawn("path", { d, class: "thread-hit" });
    wide.addEventListener("click", (event) => this.follow(jump, this.#farther(event, from, to)));
    this.#lines.append(drawn("path", { d, class: kind }), wide);
    this.#lines.append(drawn("circle", { cx: x0, cy: y0, r: 3, class: `${kind} dot` }));
    this.#lines.append(drawn("path", { d: `M${x1 - 7} ${y1 - 4}L${x1} ${y1}L${x1 - 7} ${y1 + 4}`, class: `${kind} end` }));
  }

  /** The end that is farther from where the line was pressed. */
  #farther(event, from, to) {
    const room = this.stage.content.getBoundingClientRect();
    const [x, y] = [event.clientX - room.left, event.clientY - room.top];
    return Math.hypot(x - from.x, y - from.y) > Math.hypot(x - to.x, y - to.y) ? "from" : "to";
  }

  #end(jump, end, other, place) {
    const there = desk.page(jump[other].page);
    const label = word(end === "from" ? "jump.to" : "jump.from", { page: there?.label ?? jump[other].page });
    const title = word("jump.follow", { text: end === "from" ? jump.text : jump.back, story: jump.story });
    // On a page that is seen small the words would cover the copy.
    const small = this.stage.scale < SMALL;
    const made = button(
      {
        class: `thread-end ${end}${jump.story === view.story ? " chosen" : ""}${small ? " small" : ""}`,
        "data-end": keyOf(jump, end),
        "aria-label": `${label} ${title}`,
        title,
        style: { left: `${place.x + place.width + CLEAR}px`, top: `${place.y + place.height / 2}px` },
        on: { click: () => this.follow(jump, other) },
      },
      icon(end === "from" ? "goes" : "back"),
      small ? null : label,
    );
    this.#ends.append(made);
    // Beside a jump line at the edge of the table there may be no room.
    const most = this.stage.content.clientWidth - made.offsetWidth - CLEAR;
    if (parseFloat(made.style.left) > most) made.style.left = `${most}px`;
  }
}

function keyOf(jump, end) {
  return `${jump.story}/${jump.from.page}/${jump.to.page}/${end}`;
}
