// Search in the text of the issue.

import { button, element, icon } from "/static/elements.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

const WAIT = 180;

export class SearchTab {
  #turn = 0;

  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    this.field = element("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", maxlength: "100" });
    this.label = element("label", { for: "search", class: "unseen" });
    this.told = element("p", { class: "hint", role: "status" });
    this.list = element("ol", { class: "hits" });
    root.append(
      element("div", { class: "search-field" }, icon("search"), this.label, this.field),
      this.told,
      this.list,
    );
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.look(), WAIT);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.list.querySelector("button")?.click();
      if (event.key === "ArrowDown") {
        event.preventDefault();
        this.list.querySelector("button")?.focus();
      }
    });
    this.list.addEventListener("keydown", (event) => this.#arrows(event));
    desk.on("state", () => this.field.value && this.look());
  }

  build() {
    this.label.textContent = word("search.label");
    this.field.placeholder = word("search.label");
    if (this.field.value) this.look();
  }

  open() {
    view.set({ tab: "search", panel: true });
    this.field.focus();
    this.field.select();
  }

  async look() {
    const asked = this.field.value.trim();
    const turn = ++this.#turn;
    if (!asked) {
      this.list.replaceChildren();
      this.told.textContent = "";
      return;
    }
    let found;
    try {
      found = await desk.ask(`/api/search?q=${encodeURIComponent(asked)}`);
    } catch (error) {
      if (turn === this.#turn) this.told.textContent = error.message;
      return;
    }
    if (turn !== this.#turn) return;
    const count = found.hits.length;
    this.told.textContent = word(found.more ? "search.more" : count === 1 ? "search.one" : "search.found", { count });
    this.list.replaceChildren(...found.hits.map((hit) => element("li", {}, this.#hit(hit))));
  }

  #hit(hit) {
    const page = desk.page(hit.page);
    return button(
      { class: "hit", on: { click: () => this.#go(hit) } },
      element(
        "span",
        { class: "hit-where" },
        page ? word("page.name", { page: page.label }) : word("search.nowhere"),
        hit.title ? ` · ${hit.title}` : "",
        hit.over ? element("span", { class: "over-note" }, icon("over"), word("search.over")) : null,
      ),
      element("span", { class: "hit-text" }, hit.before, element("mark", { text: hit.match }), hit.after),
    );
  }

  #go(hit) {
    if (hit.story) view.set({ story: hit.story });
    if (hit.page !== null) this.stage.go(hit.page, hit.rect ? [hit.rect] : []);
  }

  #arrows(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const hits = [...this.list.querySelectorAll("button")];
    const next = hits.indexOf(document.activeElement) + way;
    if (next < 0) this.field.focus();
    else hits[next]?.focus();
  }
}
