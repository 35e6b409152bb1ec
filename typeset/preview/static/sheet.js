// One page as it lies on the stage: its picture, its layers, and what can be reached on it by keyboard.

import { attachDragging } from "/static/dragging.js";
import { drawLayers } from "/static/draw.js";
import { button, drawn, element } from "/static/elements.js";
import { knownLayers, layersOf } from "/static/layerdata.js";
import { PagePicture, fineness } from "/static/picture.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

const PULSE = 1800;

export class Sheet {
  picture = new PagePicture();
  #shapes = drawn("svg", { class: "shapes", preserveAspectRatio: "none", "aria-hidden": "true" });
  #tags = element("div", { class: "tags" });
  #pointed = drawn("svg", { class: "shapes pointed", preserveAspectRatio: "none", "aria-hidden": "true" });
  #reached = element("div", { class: "reached" });
  /** Where frames are dragged; empty unless the tool is "move". */
  #moved = element("div", { class: "moved" });

  /** @param small one of the overview: it has no frames to reach or to move, only its picture and marks. */
  constructor(page, { small = false, told = () => {} } = {}) {
    this.page = page;
    this.small = small;
    this.told = told;
    this.scale = 1;
    const over = small ? [] : [this.#reached, this.#moved];
    this.element = element(
      "div",
      { class: small ? "sheet small" : "sheet", "data-page": page.number },
      this.picture.element,
      this.#shapes,
      this.#tags,
      this.#pointed,
      ...over,
    );
  }

  /** Lay it down: `scale` is pixels a millimetre. */
  lay(page, scale, { left = null, top = null } = {}) {
    this.page = page;
    this.scale = scale;
    this.element.dataset.stale = word("stale");
    const style = this.element.style;
    style.width = `${(page.width * scale).toFixed(2)}px`;
    style.height = `${(page.height * scale).toFixed(2)}px`;
    if (left !== null) {
      style.left = `${left}px`;
      style.top = `${top}px`;
    }
    for (const svg of [this.#shapes, this.#pointed]) {
      svg.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
    }
    this.picture.show(page, { dpi: fineness(scale), plate: view.plate });
    this.draw();
  }

  /** Draw what is switched on; with what is known at once, and again with what the server says now. */
  async draw() {
    this.#drawn(knownLayers(this.page.number));
    if (this.small && ![...view.layers].some((name) => name !== "jumps")) return;
    const data = await layersOf(this.page.number);
    if (data) this.#drawn(data);
  }

  #drawn(data) {
    if (!data) return;
    this.data = data;
    const on = new Set(view.layers);
    if (this.small) for (const name of ["grid", "resolution"]) on.delete(name);
    drawLayers(this.#shapes, this.#tags, data, this.page, {
      on,
      story: view.story,
      scale: this.scale,
      told: this.told,
    });
    if (!this.small) {
      this.#reach(data);
      this.#move(data);
    }
  }

  /** A button for each part and frame, so that stories can be chosen without a mouse. */
  #reach(data) {
    const stands = [...(data.parts ?? []), ...data.frames.filter((frame) => !frame.story && frame.state === "empty")];
    const before = this.#reached.querySelector(":focus")?.dataset.key;
    this.#reached.replaceChildren(
      ...stands.map((one) => {
        const key = one.story ? `${one.story}@${one.frame}` : one.name;
        const frame = one.frame ?? one.name;
        const label = one.story
          ? word("part.choose", { story: one.story, frame })
          : word("frame.choose", { frame });
        const chosen = () => this.choose({ story: one.story ?? null, frame });
        return button({
          class: "reach",
          "aria-label": label,
          "data-key": key,
          style: this.#standing(one.rect),
          on: { click: chosen },
        });
      }),
    );
    if (before) this.#reached.querySelector(`[data-key="${CSS.escape(before)}"]`)?.focus({ preventScroll: true });
  }

  #standing([x, y, width, height]) {
    const { page } = this;
    const share = (part, whole) => `${((part / whole) * 100).toFixed(3)}%`;
    return {
      left: share(x, page.width),
      top: share(y, page.height),
      width: share(width, page.width),
      height: share(height, page.height),
    };
  }

  #move(data) {
    const moving = view.tool === "move" && desk.state && !desk.state.read_only;
    this.#moved.hidden = !moving;
    if (moving) attachDragging(this.#moved, this.page, data, 1 / this.scale);
    else this.#moved.replaceChildren();
  }

  /** The millimetres of a point of the window. */
  mm(clientX, clientY) {
    const here = this.element.getBoundingClientRect();
    return [(clientX - here.left) / this.scale, (clientY - here.top) / this.scale];
  }

  /** What stands at a point: the smallest part or frame round it. */
  at([x, y]) {
    const { data } = this;
    if (!data) return null;
    const round = ([left, top, width, height]) =>
      x >= left && x <= left + width && y >= top && y <= top + height;
    const stands = [
      ...(data.parts ?? []).map((part) => ({ ...part })),
      ...data.frames.map((frame) => ({ rect: frame.rect, story: frame.story, frame: frame.name })),
    ].filter((one) => round(one.rect));
    stands.sort((one, other) => area(one.rect) - area(other.rect));
    return stands.find((one) => one.story) ?? stands[0] ?? null;
  }

  choose({ story, frame }) {
    desk.tell("frame-selected", { page: this.page.number, frame });
    if (story) view.set({ story, tab: "story", panel: true });
    else view.set({ story: null });
    desk.tell("story-selected", story);
  }

  /** Show for a moment where something is. */
  point(rects) {
    this.#pointed.replaceChildren(
      ...rects.map(([x, y, width, height]) =>
        drawn("rect", { x: x - 1, y: y - 1, width: width + 2, height: height + 2, class: "pulse" }),
      ),
    );
    clearTimeout(this.pointing);
    this.pointing = setTimeout(() => this.#pointed.replaceChildren(), PULSE);
  }
}

function area([, , width, height]) {
  return width * height;
}
