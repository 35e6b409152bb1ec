// Bars below the top one: the server is gone; the newest save cannot be set, and where it is wrong.

import { button, element, icon } from "/static/elements.js";
import { placeOf } from "/static/finding.js";
import { desk } from "/static/state.js";
import { word } from "/static/words.js";

export class Notices {
  #all = false;

  constructor(root) {
    this.root = root;
    desk.on("state", () => this.tell());
    desk.on("connection", () => this.tell());
    desk.on("lang", () => this.tell());
  }

  tell() {
    const bars = [];
    if (desk.state && desk.connected === false) bars.push(this.#gone());
    if (desk.state?.error?.length) bars.push(this.#error(desk.state.error));
    else this.#all = false;
    this.root.replaceChildren(...bars);
  }

  #gone() {
    return element(
      "div",
      { class: "notice gone", role: "status" },
      icon("broken"),
      element("span", { text: word("server.gone.what") }),
      button({ class: "action", text: word("server.again"), on: { click: () => desk.listen() } }),
    );
  }

  #error(findings) {
    const shown = this.#all ? findings : findings.slice(0, 1);
    const more = findings.length - 1;
    return element(
      "div",
      { class: "notice error", role: "alert" },
      icon("error"),
      element(
        "div",
        { class: "notice-says" },
        element(
          "ul",
          {},
          ...shown.map((one) =>
            element("li", {}, one.file ? placeOf(one) : null, element("b", { text: one.id }), element("span", { text: one.message })),
          ),
        ),
        element("p", { class: "hint", text: word(desk.state.pages.length ? "error.standing" : "error.nothing") }),
      ),
      more > 0
        ? button({
            class: "action",
            "aria-expanded": String(this.#all),
            text: this.#all ? word("error.fewer") : word("error.more", { count: more }),
            on: { click: () => this.#toggle() },
          })
        : null,
    );
  }

  #toggle() {
    this.#all = !this.#all;
    this.tell();
  }
}
