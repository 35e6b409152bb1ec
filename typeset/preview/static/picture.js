// The picture of one page: asked for as sharp as it is seen, and the old one stays until the new one is there.

import { element } from "/static/elements.js";
import { desk } from "/static/state.js";
import { word } from "/static/words.js";

// Few steps, so that the server draws a page at few sizes and everybody shares them.
const STEPS = [24, 36, 54, 72, 96, 120, 150, 192, 240, 300, 400];
const INCH = 25.4;

/** How fine a picture must be at so many pixels of the page a millimetre, on this screen. */
export function fineness(pixelsPerMm) {
  const wanted = pixelsPerMm * INCH * (window.devicePixelRatio || 1);
  return STEPS.find((step) => step >= wanted - 0.5) ?? STEPS.at(-1);
}

export class PagePicture {
  element = element("div", { class: "picture" });
  /** What is shown: page, digest, dpi, plate; null before the first picture is there. */
  shown = null;
  #wanted = "";
  #image = null;

  /** Show a page; nothing is done when it is shown already. `page` is one of the state's. */
  async show(page, { dpi, plate = null }) {
    const wanted = address(page, dpi, plate);
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.element.classList.add("loading");
    const image = await this.#loaded(page, dpi, plate, wanted);
    // While it was on its way something else was asked for: that one is on its way as well.
    if (this.#wanted !== wanted) return;
    this.element.classList.remove("loading");
    if (!image) {
      this.#wanted = "";
      return;
    }
    const redrawn = this.shown && this.shown.digest !== page.digest && this.shown.number === page.number;
    this.shown = { number: page.number, digest: page.digest, dpi, plate };
    this.#swap(image);
    if (redrawn) this.#flash();
    desk.tell("page-drawn", { page: page.number, digest: page.digest });
  }

  async #loaded(page, dpi, plate, wanted) {
    for (let step = STEPS.indexOf(dpi); step >= 0; step -= 1) {
      const image = await fetched(address(page, STEPS[step], plate));
      if (image || this.#wanted !== wanted) {
        if (image) image.alt = word("picture.of", { page: page.label, section: page.section ?? "" });
        return image;
      }
      // Too fine for the server: the next coarser one is better than none. An old digest is refused at every step.
      if (step < STEPS.indexOf(dpi) - 2) break;
    }
    return null;
  }

  #swap(image) {
    this.#image?.remove();
    this.element.append(image);
    this.#image = image;
    this.element.dataset.digest = this.shown.digest;
    this.element.dataset.dpi = this.shown.dpi;
    this.element.dataset.plate = this.shown.plate ?? "";
  }

  #flash() {
    this.element.classList.remove("redrawn");
    void this.element.offsetWidth;
    this.element.classList.add("redrawn");
  }
}

function address(page, dpi, plate) {
  const asked = new URLSearchParams({ digest: page.digest, dpi });
  if (plate) asked.set("plate", plate);
  return `/api/pages/${page.number}/picture?${asked}`;
}

async function fetched(source) {
  const image = new Image();
  image.draggable = false;
  image.src = source;
  try {
    await image.decode();
    return image;
  } catch {
    return null;
  }
}
