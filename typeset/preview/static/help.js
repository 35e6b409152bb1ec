// Which keys do what.

import { button, element, icon } from "/static/elements.js";
import { word } from "/static/words.js";

const KEYS = [
  ["PgUp PgDn", "keys.turn"],
  ["1 – 9", "keys.page"],
  ["O", "keys.overview"],
  ["S", "keys.spread"],
  ["+ −", "keys.zoom"],
  ["0", "keys.width"],
  ["W", "keys.whole"],
  ["← ↑ → ↓", "keys.pan"],
  ["/", "keys.search"],
  ["F", "keys.findings"],
  ["J", "keys.jump"],
  ["P", "keys.panel"],
  ["Esc", "keys.escape"],
  ["?", "keys.help"],
];

export function help() {
  const dialog = element(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    element("h2", { id: "help-title", text: word("help.title") }),
    element(
      "dl",
      { class: "keys" },
      ...KEYS.map(([keys, says]) =>
        element(
          "div",
          {},
          element("dt", {}, ...keys.split(" ").map((key) => (key === "–" ? "–" : element("kbd", { text: key })))),
          element("dd", { text: word(says) }),
        ),
      ),
    ),
    element("p", { class: "hint", text: word("help.mouse") }),
    button({ class: "tool close", "aria-label": word("close"), on: { click: () => dialog.close() } }, icon("close")),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
