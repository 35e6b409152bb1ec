// The panel beside the pages: stories, findings, search, and the editor, a tab each.

import { mount } from "/static/editor.js";
import { button, element } from "/static/elements.js";
import { FindingsTab } from "/static/findings.js";
import { SearchTab } from "/static/search.js";
import { desk } from "/static/state.js";
import { StoryTab } from "/static/story.js";
import { TABS, view } from "/static/view.js";
import { word } from "/static/words.js";

export class Panel {
  #mounted = false;

  constructor(root, stage) {
    this.root = root;
    this.rooms = Object.fromEntries(
      TABS.map((tab) => [
        tab,
        element("div", { class: `room room-${tab}`, id: `room-${tab}`, role: "tabpanel", "aria-labelledby": `tab-${tab}`, tabindex: "0" }),
      ]),
    );
    this.story = new StoryTab(this.rooms.story, stage);
    this.findings = new FindingsTab(this.rooms.findings, stage);
    this.search = new SearchTab(this.rooms.search, stage);
    this.tabs = element("div", { class: "tabs", role: "tablist" });
    root.append(this.tabs, ...Object.values(this.rooms));
    this.tabs.addEventListener("keydown", (event) => this.#arrows(event));
    desk.on("state", () => this.tell());
    desk.on("lang", () => this.build());
    view.addEventListener("view", () => this.tell());
    this.build();
  }

  build() {
    this.tabs.setAttribute("aria-label", word("panel"));
    this.tabs.replaceChildren(
      ...TABS.map((tab) =>
        button(
          {
            role: "tab",
            id: `tab-${tab}`,
            "aria-controls": `room-${tab}`,
            class: "tab",
            on: { click: () => view.set({ tab }) },
          },
          element("span", { text: word(`tab.${tab}`) }),
          element("span", { class: "tab-count" }),
        ),
      ),
    );
    this.story.build();
    this.findings.build();
    this.search.build();
    this.tell();
  }

  tell() {
    this.root.hidden = !view.panel;
    document.body.classList.toggle("no-panel", !view.panel);
    const tab = view.tab === "edit" && desk.state?.read_only ? "story" : view.tab;
    for (const name of TABS) {
      const shown = name === tab;
      const one = document.getElementById(`tab-${name}`);
      one.setAttribute("aria-selected", String(shown));
      one.tabIndex = shown ? 0 : -1;
      one.hidden = name === "edit" && Boolean(desk.state?.read_only);
      this.rooms[name].hidden = !shown;
    }
    const findings = desk.state?.findings ?? [];
    const wrong = findings.filter((one) => one.severity !== "info").length;
    document.querySelector("#tab-findings .tab-count").textContent = wrong || "";
    this.root.classList.toggle("is-editing", tab === "edit");
    if (tab === "edit" && !this.#mounted) {
      this.#mounted = true;
      mount(this.rooms.edit);
    }
  }

  #arrows(event) {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const there = [...this.tabs.querySelectorAll("[role=tab]:not([hidden])")];
    const next = there.at((there.indexOf(document.activeElement) + way) % there.length);
    next.click();
    next.focus();
  }
}
