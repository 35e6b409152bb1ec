// The keyboard. Nothing is heard while somebody writes.

import { desk } from "/static/state.js";
import { view } from "/static/view.js";

const PAN = 80;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listen(stage, { help, search }) {
  const acts = {
    PageUp: () => stage.turn(-1),
    PageDown: () => stage.turn(1),
    "+": () => stage.step(1),
    "=": () => stage.step(1),
    "-": () => stage.step(-1),
    "−": () => stage.step(-1),
    0: () => fit(stage, "width"),
    w: () => fit(stage, "whole"),
    o: () => view.set({ mode: "overview", at: null }, { step: true }),
    s: () => stage.open(view.page, { mode: view.mode === "spread" ? "page" : "spread" }),
    f: () => view.set({ tab: "findings", panel: true }),
    p: () => view.set({ panel: !view.panel }),
    j: () => stage.root.querySelector(".thread-end")?.focus(),
    "/": search,
    "?": help,
    Escape: () => escape(stage),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable], .cm-editor, dialog")) {
      if (event.key === "Escape" && event.target.matches("#search")) stage.root.focus();
      return;
    }
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? numbered(stage, event.key);
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key in ARROWS && stage.root.contains(event.target)) pan(stage, event);
  });
}

function fit(stage, zoom) {
  if (view.mode === "overview") stage.open(view.page, { mode: "page", zoom });
  else view.set({ zoom, at: null });
}

function numbered(stage, key) {
  const page = /^[1-9]$/.test(key) ? desk.state?.pages[Number(key) - 1] : null;
  return page ? () => stage.open(page.number) : null;
}

/** First what is chosen is let go, then the tool, then the page. */
function escape(stage) {
  if (view.tool === "move") view.set({ tool: "look" });
  else if (view.story) view.set({ story: null });
  else if (view.mode !== "overview") view.set({ mode: "overview", at: null }, { step: true });
  stage.root.focus();
}

/** Pan; where there is nothing to pan left and right turn pages, in the overview arrows go from card to card. */
function pan(stage, event) {
  const { root } = stage;
  const [across, down] = ARROWS[event.key];
  event.preventDefault();
  if (view.mode === "overview") {
    neighbour(root, across, down);
    return;
  }
  const free = across ? root.scrollWidth > root.clientWidth + 1 : root.scrollHeight > root.clientHeight + 1;
  if (free) root.scrollBy(across * PAN, down * PAN);
  else if (across) stage.turn(across);
}

function neighbour(root, across, down) {
  const cards = [...root.querySelectorAll(".card-open")];
  const from = cards.indexOf(document.activeElement);
  if (from < 0) {
    cards[0]?.focus();
    return;
  }
  const tops = cards.map((card) => card.getBoundingClientRect().top);
  const columns = Math.max(1, tops.filter((top) => Math.abs(top - tops[0]) < 2).length);
  cards[from + across + down * columns]?.focus();
}
