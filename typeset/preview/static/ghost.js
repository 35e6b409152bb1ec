// The shadow of a frame that is being moved: where it would stand, in columns and rows, and whom it would meet.

import { element } from "/static/elements.js";
import { figures, listed } from "/static/moves.js";
import { meet, sameStand, sizeOf } from "/static/snapping.js";
import { word } from "/static/words.js";

export class Ghost {
  #bands = element("div", { class: "edit-bands", hidden: true, "aria-hidden": "true" });
  #says = element("span", { class: "edit-figures" });
  #box = element("div", { class: "edit-ghost", hidden: true, "aria-hidden": "true" }, this.#says);

  constructor(layer) {
    this.layer = layer;
  }

  get elements() {
    return [this.#bands, this.#box];
  }

  /** Make the columns of a page, to be seen while something moves over them. */
  ready(page, snapping) {
    this.page = page;
    this.snapping = snapping;
    const { grid } = snapping;
    this.#bands.replaceChildren(
      ...grid.columns.slice(0, grid.own).map(([left, width], index) => {
        const band = element("span", { class: "edit-band" }, element("i", { text: index + 1 }));
        this.lay(band, page, [left, grid.top, width, grid.rows * grid.leading]);
        return band;
      }),
    );
  }

  /** Put an element over a rectangle of a page, in millimetres. */
  lay(one, page, [x, y, width, height]) {
    const share = (part, all) => `${((part / all) * 100).toFixed(4)}%`;
    one.style.left = share(x, page.width);
    one.style.top = share(y, page.height);
    one.style.width = share(width, page.width);
    one.style.height = share(height, page.height);
  }

  show(stand, begin, others) {
    const met = others.filter((other) => meet(stand, other) && !meet(begin, other)).map((other) => other.name);
    const size = sizeOf(stand);
    const text = word("edit.figures", { ...figures(stand), wide: size.columns, high: size.rows });
    this.#says.textContent = met.length ? `${text}　${word("edit.meets", { frames: listed(met) })}` : text;
    this.#box.classList.toggle("is-meeting", met.length > 0);
    this.#box.classList.toggle("is-still", sameStand(stand, begin));
    this.lay(this.#box, this.page, this.snapping.rect(stand));
    this.#box.hidden = false;
    this.#bands.hidden = false;
    this.layer.classList.add("is-dragging");
  }

  hide() {
    this.#box.hidden = true;
    this.#bands.hidden = true;
    this.layer.classList.remove("is-dragging");
  }
}
