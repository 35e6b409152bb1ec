// A word on what was just done, with what can be done about it; it goes away by itself, but not while somebody is at it.

import { button, element } from "/static/elements.js";
import { word } from "/static/words.js";

const STAYS = 9000;

let box = null;
let going = 0;

/**
 * Say something at the foot of the page.
 * @param actions [label, function] of each button
 */
export function toast(text, { bad = false, actions = [] } = {}) {
  box ??= made();
  clearTimeout(going);
  box.className = bad ? "toast is-bad" : "toast";
  box.replaceChildren(
    element("p", { text }),
    ...actions.map(([label, act]) =>
      button({
        class: "toast-act",
        text: label,
        on: {
          click: () => {
            hush();
            act();
          },
        },
      }),
    ),
    button({ class: "toast-close", "aria-label": word("close"), text: "×", on: { click: hush } }),
  );
  box.hidden = false;
  going = setTimeout(hushIfLeft, bad ? STAYS * 2 : STAYS);
}

export function hush() {
  if (box) box.hidden = true;
}

function hushIfLeft() {
  if (box.matches(":hover, :focus-within")) going = setTimeout(hushIfLeft, STAYS);
  else hush();
}

function made() {
  const there = element("div", { class: "toast", role: "status", "aria-live": "polite" });
  document.body.append(there);
  return there;
}
