// The pages one below another, with their status: the way from page to page beside the one that is open.

import { button, element } from "/static/elements.js";
import { statusOf } from "/static/cards.js";
import { desk } from "/static/state.js";
import { counts } from "/static/status.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

export class Rail {
  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    desk.on("state", () => this.tell());
    desk.on("lang", () => this.tell());
    view.addEventListener("view", () => this.tell());
    this.tell();
  }

  tell() {
    const pages = desk.state?.pages ?? [];
    this.root.hidden = view.mode === "overview";
    if (this.root.hidden) return;
    const held = this.root.querySelector(":focus")?.dataset.page;
    const shown = this.stage.shown().map((page) => page.number);
    this.root.replaceChildren(
      element("ol", { class: "rail-pages" }, ...pages.map((page) => element("li", {}, this.#entry(page, shown)))),
    );
    if (held) this.root.querySelector(`[data-page="${held}"]`)?.focus();
  }

  #entry(page, shown) {
    return button(
      {
        class: "rail-page",
        "data-page": page.number,
        "aria-current": shown.includes(page.number) ? "page" : null,
        title: `${word("page.option", { page: page.label, section: page.section ?? "" })}　${word(`status.${page.status}`)}`,
        "aria-label": `${word("page.option", { page: page.label, section: page.section ?? "" })} ${word(`status.${page.status}`)}`,
        on: { click: () => this.stage.open(page.number) },
      },
      element("b", { text: page.label }),
      element("span", { class: "rail-section", text: page.section ?? "" }),
      statusOf(page),
      counts(page.number, desk.state.findings),
    );
  }
}
