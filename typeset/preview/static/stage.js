// The table pages lie on: one page or two facing ones, as large as wanted, moved by scrolling; or all of them as cards.

import { cardsOf } from "/static/cards.js";
import { element } from "/static/elements.js";
import { Sheet } from "/static/sheet.js";
import { desk } from "/static/state.js";
import { Threads } from "/static/threads.js";
import { LEAST_CARD, WIDEST_CARD, bounded, view } from "/static/view.js";
import { word } from "/static/words.js";

/** Pixels of a millimetre at the size in print, as browsers count. */
const REAL = 96 / 25.4;
const MARGIN = 28;
const STEP = 1.25;
const CARDS = 1.2;
const DRAG = 4;
const SETTLED = 250;
// Of a card, as the style has them: what stands over its picture, and the white round it.
const CARD_HEAD = 54;
const CARD_GAP = 20;

export class Stage {
  sheets = new Map();
  #content = element("div", { class: "content" });
  #placed = "";
  #scale = 1;
  #settling = 0;
  /** Where it was scrolled to last, and of what. */
  #centred = "";
  #card = 190;
  #threads;

  constructor(root, { told }) {
    this.root = root;
    this.told = told;
    root.append(this.#content);
    this.#threads = new Threads(this, (jump, end) => this.follow(jump, end));
    root.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    root.addEventListener("pointerdown", (event) => this.#pressed(event));
    root.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.render()).observe(root);
    desk.on("state", () => this.render());
    view.addEventListener("view", ({ detail }) => this.#changed(detail));
    this.#watchScreen();
  }

  get content() {
    return this.#content;
  }

  /** Pixels a millimetre of the pages that lie here. */
  get scale() {
    return this.#scale;
  }

  /** The pages of the view, in their order from the left. */
  shown() {
    const { state } = desk;
    if (!state?.pages.length) return [];
    if (view.mode === "overview") return state.pages;
    const page = desk.page(view.page) ?? state.pages[0];
    if (view.mode === "page" || page.spread_with === null) return [page];
    const facing = desk.page(page.spread_with);
    return facing ? [page, facing].sort((one, other) => one.number - other.number) : [page];
  }

  /** Lay everything down as the view and the state say. */
  render() {
    const pages = this.shown();
    this.root.classList.toggle("is-overview", view.mode === "overview");
    this.root.classList.toggle("is-moving", view.tool === "move");
    document.body.classList.toggle("stale", Boolean(desk.state?.error));
    if (!pages.length) {
      this.#placed = "";
      this.#content.replaceChildren(this.#nothing());
      return;
    }
    const key = `${view.mode}/${pages.map((page) => page.number).join()}`;
    if (key !== this.#placed) this.#place(pages, key);
    if (view.mode === "overview") this.#lay(pages);
    else this.#spread(pages);
    this.#threads.draw();
  }

  #nothing() {
    const says = desk.state?.error ? "nothing.yet" : "nothing.pages";
    return element("p", { class: "nothing", text: desk.state ? word(says) : word("loading") });
  }

  #place(pages, key) {
    this.#placed = key;
    const small = view.mode === "overview";
    this.sheets = new Map(pages.map((page) => [page.number, new Sheet(page, { small, told: this.told })]));
    const sheets = [...this.sheets.values()];
    const held = small
      ? (this.cards = cardsOf(sheets, (number) => this.open(number)))
      : element("div", { class: "table" }, ...sheets.map((sheet) => sheet.element));
    this.#content.replaceChildren(held, ...this.#threads.elements);
  }

  #lay(pages) {
    this.#content.removeAttribute("style");
    const widest = Math.max(...pages.map((page) => page.width));
    const highest = Math.max(...pages.map((page) => page.height));
    this.#card = view.card ?? fitting(pages.length, highest / widest, this.#room());
    this.#scale = this.#card / widest;
    this.cards.style.setProperty("--card", `${this.#card}px`);
    for (const page of pages) this.sheets.get(page.number).lay(page, this.#scale);
    this.cards.tell(pages);
  }

  #spread(pages) {
    const width = pages.reduce((sum, page) => sum + page.width, 0);
    const height = Math.max(...pages.map((page) => page.height));
    const room = this.#room();
    const zoom = this.zoom(width, height, room);
    this.#scale = zoom * REAL;
    const wide = Math.max(room.width, width * this.#scale + 2 * MARGIN);
    const high = Math.max(room.height, height * this.#scale + 2 * MARGIN);
    this.#content.style.width = `${Math.floor(wide)}px`;
    this.#content.style.height = `${Math.floor(high)}px`;
    let left = Math.max(MARGIN, (wide - width * this.#scale) / 2);
    const top = Math.max(MARGIN, (high - height * this.#scale) / 2);
    for (const page of pages) {
      this.sheets.get(page.number).lay(page, this.#scale, { left, top });
      left += page.width * this.#scale;
    }
    this.#centre();
  }

  #room() {
    // As if there were scroll bars: else fitting would make them come and go.
    const bar = this.root.offsetWidth - this.root.clientWidth || 0;
    return { width: this.root.offsetWidth - Math.max(bar, 0), height: this.root.clientHeight };
  }

  /** The zoom as a number. */
  zoom(width, height, room = this.#room()) {
    if (typeof view.zoom === "number") return view.zoom;
    const across = (room.width - 2 * MARGIN) / (width * REAL);
    const down = (room.height - 2 * MARGIN) / (height * REAL);
    return bounded(view.zoom === "width" ? across : Math.min(across, down));
  }

  /** Percent of the size in print. */
  percent() {
    return Math.round((this.#scale / REAL) * 100);
  }

  /** Larger or smaller by a step, round the middle of what is seen or a point of the window. */
  step(way, point = null, factor = STEP) {
    if (view.mode === "overview") {
      const card = Math.round(way > 0 ? this.#card * CARDS : this.#card / CARDS);
      view.set({ card: Math.min(WIDEST_CARD, Math.max(LEAST_CARD, card)) });
      return;
    }
    const zoom = bounded((this.#scale / REAL) * (way > 0 ? factor : 1 / factor));
    this.zoomTo(zoom, point);
  }

  zoomTo(zoom, point = null) {
    const kept = point ? this.#mm(point.x, point.y) : this.middle();
    this.#unsettle();
    view.set({ zoom, at: point ? null : kept });
    if (point && kept) {
      const now = this.#first().element.getBoundingClientRect();
      this.root.scrollLeft += now.left + kept[0] * this.#scale - point.x;
      this.root.scrollTop += now.top + kept[1] * this.#scale - point.y;
      this.#scrolled();
    }
  }

  #first() {
    return this.sheets.get(this.shown()[0]?.number);
  }

  /** The middle of what is seen, in mm of the first page shown. */
  middle() {
    const room = this.root.getBoundingClientRect();
    return this.#mm(room.left + this.root.clientWidth / 2, room.top + this.root.clientHeight / 2);
  }

  #mm(x, y) {
    return this.#first()?.mm(x, y) ?? null;
  }

  /** Scroll to where the view says; nothing is scrolled where that has been done, or somebody is scrolling just now. */
  #centre() {
    const first = this.#first();
    const wanted = this.#wanted();
    if (!first || wanted === this.#centred) return;
    const entered = !this.#centred.startsWith(`${this.#placed}|`);
    this.#centred = wanted;
    if (view.at) {
      const left = parseFloat(first.element.style.left) + view.at[0] * this.#scale;
      const top = parseFloat(first.element.style.top) + view.at[1] * this.#scale;
      this.root.scrollTo(left - this.root.clientWidth / 2, top - this.root.clientHeight / 2);
    } else if (entered) {
      this.root.scrollTo(Math.max(0, (this.root.scrollWidth - this.root.clientWidth) / 2), 0);
    }
  }

  #wanted() {
    const { clientWidth, clientHeight } = this.root;
    return `${this.#placed}|${this.#scale.toFixed(4)}|${clientWidth}x${clientHeight}|${view.at}`;
  }

  #scrolled() {
    if (view.mode === "overview") return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.root;
      const free = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
      view.set({ at: free ? this.middle()?.map(Math.round) ?? null : null });
      this.#centred = this.#wanted();
    }, SETTLED);
  }

  #unsettle() {
    clearTimeout(this.#settling);
  }

  #changed(names) {
    if (names.some((name) => ["mode", "page"].includes(name))) this.#unsettle();
    if (names.every((name) => ["tab", "panel"].includes(name))) return;
    if (names.every((name) => ["layers", "story", "tab", "panel"].includes(name))) {
      for (const sheet of this.sheets.values()) sheet.draw();
      this.#threads.draw();
      return;
    }
    // Where somebody scrolled to is seen already.
    if (names.join() === "at" && this.#wheeled()) return;
    this.render();
  }

  /** Whether what is seen is where the view says. */
  #wheeled() {
    const middle = this.middle();
    return !view.at || !middle || middle.every((one, index) => Math.abs(one - view.at[index]) < 1);
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.step(event.deltaY < 0 ? 1 : -1, { x: event.clientX, y: event.clientY }, 1.1);
  }

  /** Pressed and moved, the page is pulled along; pressed alone, what stands there is chosen. */
  #pressed(event) {
    const pans = event.button === 1 || (event.button === 0 && view.tool === "look");
    if (!pans || view.mode === "overview" || event.target.closest("button, a")) return;
    const begin = { x: event.clientX, y: event.clientY, left: this.root.scrollLeft, top: this.root.scrollTop };
    let moved = false;
    const move = (now) => {
      const across = now.clientX - begin.x;
      const down = now.clientY - begin.y;
      if (!moved && Math.hypot(across, down) < DRAG) return;
      moved = true;
      this.root.classList.add("is-pulled");
      this.root.scrollLeft = begin.left - across;
      this.root.scrollTop = begin.top - down;
    };
    const end = (now) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      this.root.classList.remove("is-pulled");
      if (!moved && now.type === "pointerup" && event.button === 0) this.#choose(event);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    if (event.button === 1) event.preventDefault();
  }

  #choose(event) {
    const sheet = [...this.sheets.values()].find((one) => one.element.contains(event.target));
    if (!sheet) return;
    view.set({ page: sheet.page.number });
    const found = sheet.at(sheet.mm(event.clientX, event.clientY));
    if (found) sheet.choose({ story: found.story ?? null, frame: found.frame });
    else view.set({ story: null });
  }

  /** Look at a page. */
  open(number, { mode = view.mode === "spread" ? "spread" : "page", zoom = view.zoom, at = null } = {}) {
    if (!desk.page(number)) return;
    view.set({ page: number, mode, zoom, at }, { step: true });
    desk.say(word("at.page", { page: desk.page(number).label, section: desk.page(number).section ?? "" }));
  }

  /** The next page or the one before it; in spreads the next two. */
  turn(way) {
    const { state } = desk;
    if (!state?.pages.length) return;
    const shown = view.mode === "spread" ? this.shown() : [desk.page(view.page) ?? state.pages[0]];
    const numbers = state.pages.map((page) => page.number);
    const from = numbers.indexOf((way > 0 ? shown.at(-1) : shown[0]).number);
    const next = numbers[from + way];
    if (next !== undefined) this.open(next, { mode: view.mode === "overview" ? "page" : view.mode });
  }

  /** Go where something is: its page, with the rectangles in the middle of what is seen, shown for a moment. */
  go(number, rects = []) {
    const page = desk.page(number);
    if (!page) return;
    const mode = view.mode === "spread" ? "spread" : "page";
    const known = this.sheets.get(number);
    if (!rects.length) this.open(number, { mode });
    else {
      const [x, y, width, height] = around(rects);
      const at = [x + width / 2, y + height / 2];
      const first = this.#firstOf(number, mode);
      if (first !== number) at[0] += desk.page(first).width;
      view.set({ page: number, mode, at }, { step: view.page !== number || view.mode !== mode });
      if (known && mode === view.mode) this.render();
    }
    this.sheets.get(number)?.point(rects);
  }

  #firstOf(number, mode) {
    const facing = mode === "spread" ? desk.page(number)?.spread_with : null;
    return facing === null || facing === undefined ? number : Math.min(number, facing);
  }

  /** Go to one end of a jump: "from" or "to". */
  follow(jump, end) {
    const there = jump[end];
    this.go(there.page, [there.rect]);
    view.set({ story: jump.story });
    const page = desk.page(there.page);
    desk.say(word("jump.at", { text: end === "to" ? jump.back : jump.text, page: page?.label ?? there.page }));
    this.#threads.focus(jump, end);
  }

  /** Where a rectangle of a page lies in the content, in pixels; null when its page is not shown. */
  placeOf(number, [x, y, width, height]) {
    const sheet = this.sheets.get(number);
    if (!sheet?.element.isConnected) return null;
    const here = sheet.element.getBoundingClientRect();
    const from = this.#content.getBoundingClientRect();
    const scale = this.#scale;
    return {
      x: here.left - from.left + x * scale,
      y: here.top - from.top + y * scale,
      width: width * scale,
      height: height * scale,
    };
  }

  #watchScreen() {
    // A window drawn to another screen, or a browser zoomed: pictures must be as sharp there.
    const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener("change", () => {
      this.render();
      this.#watchScreen();
    }, { once: true });
  }
}

/** How wide cards are so that all are seen at once; where they would be too small one scrolls. */
function fitting(count, tall, room) {
  let best = 0;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const across = (room.width - CARD_GAP) / columns - CARD_GAP;
    const down = ((room.height - CARD_GAP) / rows - CARD_GAP - CARD_HEAD) / tall;
    best = Math.max(best, Math.min(across, down));
  }
  return best < 150 ? 190 : Math.floor(Math.min(best, WIDEST_CARD));
}

/** The rectangle round several. */
export function around(rects) {
  const left = Math.min(...rects.map(([x]) => x));
  const top = Math.min(...rects.map(([, y]) => y));
  const right = Math.max(...rects.map(([x, , width]) => x + width));
  const bottom = Math.max(...rects.map(([, y, , height]) => y + height));
  return [left, top, right - left, bottom - top];
}
