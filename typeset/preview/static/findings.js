// All findings, worst first, for the page that is open or for all.

import { button, element, icon } from "/static/elements.js";
import { told } from "/static/finding.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

const SEVERITIES = ["error", "warning", "info"];

export class FindingsTab {
  /** The severities listed; null as long as nobody chose: notices only where there is nothing worse. */
  #chosen = null;
  #here = false;
  #pointed = null;

  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    this.head = element("div", { class: "filters", role: "group" });
    this.list = element("ol", { class: "findings" });
    root.append(this.head, this.list);
    desk.on("state", () => this.tell());
    view.addEventListener("view", ({ detail }) => {
      if (detail.some((name) => ["page", "mode", "tab"].includes(name))) this.tell();
    });
  }

  build() {
    this.head.setAttribute("aria-label", word("findings.filter"));
    this.tell();
  }

  /** Show the finding of a mark that was pressed on the page. */
  point(mark) {
    this.#chosen = this.#shown(desk.state.findings).add(mark.severity);
    this.#pointed = mark;
    view.set({ tab: "findings", panel: true });
    this.tell();
    const found = this.list.querySelector(".pointed");
    found?.scrollIntoView({ block: "nearest" });
    found?.querySelector("button")?.focus();
  }

  tell() {
    const all = desk.state?.findings ?? [];
    const pages = new Set(this.stage.shown().map((page) => page.number));
    const here = view.mode !== "overview" && this.#here;
    const inScope = all.filter((one) => !here || pages.has(one.page));
    const shown = this.#shown(inScope);
    this.#filters(inScope, shown);
    const listed = inScope.filter((one) => shown.has(one.severity));
    this.list.replaceChildren(...listed.map((one) => this.#entry(one)));
    if (!listed.length) {
      this.list.replaceChildren(
        element("li", { class: "nothing", text: word(inScope.length ? "findings.filtered" : "findings.clean") }),
      );
    }
  }

  #shown(all) {
    if (this.#chosen) return this.#chosen;
    const worse = all.some((one) => one.severity !== "info");
    return new Set(worse ? ["error", "warning"] : SEVERITIES);
  }

  #filters(all, shown) {
    const held = this.head.querySelector(":focus")?.dataset.filter;
    const chips = SEVERITIES.map((severity) => {
      const count = all.filter((one) => one.severity === severity).length;
      return button(
        {
          class: `chip ${severity}`,
          "data-filter": severity,
          "aria-pressed": String(shown.has(severity)),
          on: { click: () => this.#toggle(severity, shown) },
        },
        icon(severity),
        `${word(`severity.${severity}`)} ${count}`,
      );
    });
    const scope = button(
      {
        class: "chip",
        "data-filter": "here",
        "aria-pressed": String(this.#here),
        disabled: view.mode === "overview",
        on: { click: () => this.#only() },
      },
      word("findings.here"),
    );
    this.head.replaceChildren(...chips, scope);
    if (held) this.head.querySelector(`[data-filter="${held}"]`)?.focus();
  }

  #toggle(severity, shown) {
    this.#chosen = new Set(shown);
    if (!this.#chosen.delete(severity)) this.#chosen.add(severity);
    this.tell();
  }

  #only() {
    this.#here = !this.#here;
    this.tell();
  }

  #entry(finding) {
    const entry = told(finding, {
      go: finding.page === null ? null : (one) => this.#go(one),
      pages: (number) => desk.page(number)?.label,
    });
    const pointed = this.#pointed;
    if (pointed && finding.code === pointed.code && finding.message === pointed.text) entry.classList.add("pointed");
    return entry;
  }

  #go(finding) {
    if (finding.story) view.set({ story: finding.story });
    this.stage.go(finding.page, finding.rect ? [finding.rect] : []);
  }
}
