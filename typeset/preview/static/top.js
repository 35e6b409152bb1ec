// The bar at the top: which paper, which view, which page, how large, search, proofs, language, how the server is.

import { button, element, icon } from "/static/elements.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { lang, speak, word, wordAll } from "/static/words.js";

export class Top {
  constructor(root, stage, { help, search }) {
    this.root = root;
    this.stage = stage;
    this.help = help;
    this.search = search;
    this.build();
    desk.on("state", () => this.tell());
    desk.on("connection", () => this.tell());
    desk.on("page-drawn", () => this.zoomed());
    view.addEventListener("view", () => this.tell());
  }

  /** Made anew when the language is another. */
  build() {
    this.paper = element("div", { class: "paper" });
    this.modes = group("view.label", [
      ["overview", "view.overview"],
      ["page", "view.page"],
      ["spread", "view.spread"],
    ].map(([mode, key]) => this.#mode(mode, key)));
    this.pages = element("select", {
      class: "pages",
      "aria-label": word("page.choose"),
      on: { change: (event) => this.stage.open(Number(event.target.value)) },
    });
    this.zoom = element("output", { class: "zoom", "aria-label": word("zoom.now") });
    this.status = element("div", { class: "server", role: "status" });
    this.root.replaceChildren(
      this.paper,
      this.modes,
      group("page.turn", [
        this.#tool("previous", "page.previous", "PgUp", () => this.stage.turn(-1)),
        this.pages,
        this.#tool("next", "page.next", "PgDn", () => this.stage.turn(1)),
      ]),
      group("zoom.label", [
        this.#tool("minus", "zoom.out", "−", () => this.stage.step(-1)),
        this.zoom,
        this.#tool("plus", "zoom.in", "+", () => this.stage.step(1)),
        (this.wide = this.#tool("width", "zoom.width", "0", () => this.fit("width"))),
        (this.whole = this.#tool("whole", "zoom.whole", "W", () => this.fit("whole"))),
      ]),
      (this.tools = group("tools", [this.#mouse("look", "hand"), this.#mouse("move", "move")])),
      element("span", { class: "spacer" }),
      this.status,
      this.#tool("search", "search.open", "/", this.search),
      this.#proofs(),
      (this.panel = this.#tool("panel", "panel.toggle", "P", () => view.set({ panel: !view.panel }))),
      button({ class: "lang", text: word("lang.other"), lang: lang() === "zh" ? "en" : "zh-CN", on: { click: other } }),
      this.#tool("help", "help.open", "?", this.help),
    );
    this.tell();
  }

  fit(zoom) {
    if (view.mode === "overview") this.stage.open(view.page, { mode: "page", zoom });
    else view.set({ zoom, at: null });
  }

  #mode(mode, key) {
    return button(
      {
        class: "segment",
        "data-mode": mode,
        "aria-pressed": "false",
        on: { click: () => view.set({ mode, at: null }, { step: true }) },
      },
      icon(mode),
      element("span", { text: word(key) }),
    );
  }

  /** What the mouse does: look, or move frames. */
  #mouse(tool, name) {
    const label = word(`tool.${tool}`);
    return button(
      {
        class: "tool",
        "data-tool": tool,
        "aria-label": label,
        title: `${label}: ${word(`tool.${tool}.what`)}`,
        on: { click: () => view.set({ tool }) },
      },
      icon(name),
    );
  }

  #tool(name, key, shortcut, pressed) {
    const label = word(key);
    return button(
      { class: "tool", "aria-label": label, title: `${label} (${shortcut})`, on: { click: pressed } },
      icon(name),
    );
  }

  #proofs() {
    this.proof = element("div", { class: "menu-list", id: "proofs", hidden: true });
    this.opener = button(
      {
        class: "tool",
        "aria-label": word("proof.open"),
        title: word("proof.open"),
        "aria-expanded": "false",
        "aria-controls": "proofs",
        on: { click: () => this.#showProofs(this.proof.hidden) },
      },
      icon("print"),
    );
    const menu = element("div", { class: "menu" }, this.opener, this.proof);
    menu.addEventListener("focusout", (event) => {
      if (!menu.contains(event.relatedTarget)) this.#showProofs(false);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.proof.hidden) return;
      event.stopPropagation();
      this.#showProofs(false);
      this.opener.focus();
    });
    return menu;
  }

  #showProofs(shown) {
    this.proof.hidden = !shown;
    this.opener.setAttribute("aria-expanded", String(shown));
    if (!shown) return;
    const page = desk.page(view.page);
    this.proof.replaceChildren(
      ...(page ? this.#proofOf(`/api/pages/${page.number}.pdf`, word("proof.page", { page: page.label })) : []),
      ...this.#proofOf("/api/edition.pdf", word("proof.edition")),
      element("p", { class: "hint", text: word("proof.hint") }),
    );
  }

  #proofOf(address, label) {
    return [
      element(
        "div",
        { class: "proof" },
        element("span", { text: label }),
        element("a", { href: address, target: "_blank", rel: "noopener", text: word("proof.print"), "aria-label": `${label}: ${word("proof.print")}` }),
        element("a", { href: address, download: true, text: word("proof.download"), "aria-label": `${label}: ${word("proof.download")}` }),
      ),
    ];
  }

  zoomed() {
    this.zoom.textContent = view.mode === "overview" ? "—" : `${this.stage.percent()}%`;
  }

  tell() {
    const { state } = desk;
    if (state) {
      this.paper.replaceChildren(
        element("h1", { text: state.paper ?? state.edition }),
        element("span", { class: "date", text: state.date ?? "" }),
        state.read_only ? element("span", { class: "badge" }, icon("lock"), word("read-only")) : "",
      );
      document.title = `${titleOf(state)} · typeset`;
    }
    for (const one of this.modes.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", String(one.dataset.mode === view.mode));
    }
    const pages = state?.pages ?? [];
    this.pages.replaceChildren(
      ...pages.map((page) =>
        element("option", {
          value: page.number,
          text: word("page.option", { page: page.label, section: page.section ?? "" }),
          selected: page.number === view.page,
        }),
      ),
    );
    for (const one of this.tools.children) one.setAttribute("aria-pressed", String(one.dataset.tool === view.tool));
    this.tools.hidden = !state || state.read_only || view.mode === "overview";
    this.wide.setAttribute("aria-pressed", String(view.mode !== "overview" && view.zoom === "width"));
    this.whole.setAttribute("aria-pressed", String(view.mode !== "overview" && view.zoom === "whole"));
    this.panel.setAttribute("aria-pressed", String(view.panel));
    this.zoomed();
    this.#server();
  }

  #server() {
    const [kind, key] = serverOf(desk);
    if (this.status.dataset.kind === kind && this.status.textContent === word(key)) return;
    this.status.dataset.kind = kind;
    this.status.replaceChildren(
      kind === "gone" ? icon("broken") : element("span", { class: "lamp", "aria-hidden": "true" }),
      element("span", { text: word(key) }),
    );
  }
}

/** What is told of the server: a kind, and the key of its word. */
function serverOf({ connected, state }) {
  if (connected === null) return ["waiting", "server.waiting"];
  if (!connected) return ["gone", "server.gone"];
  return state?.building ? ["building", "server.building"] : ["live", "server.live"];
}

function titleOf(state) {
  const page = view.mode === "overview" ? null : desk.page(view.page);
  return [page ? word("page.name", { page: page.label }) : null, state.paper ?? state.edition].filter(Boolean).join(" · ");
}

function group(key, children) {
  return element("div", { class: "group", role: "group", "aria-label": word(key) }, ...children);
}

async function other() {
  await speak(lang() === "zh" ? "en" : "zh", { keep: true });
  wordAll();
  desk.tell("lang", lang());
  desk.refresh();
}
