// How much is wrong, in a few signs.

import { element, icon } from "/static/elements.js";
import { word } from "/static/words.js";

const SHOWN = ["error", "warning", "info"];

/** The findings of a page counted by severity, errors first; a page without any says so. */
export function counts(number, findings) {
  const here = findings.filter((finding) => number === null || finding.page === number);
  const told = SHOWN.map((severity) => [severity, here.filter((one) => one.severity === severity).length]);
  const some = told.filter(([severity, count]) => count && severity !== "info");
  if (!some.length) return element("span", { class: "counts none", text: word("findings.none") });
  return element(
    "span",
    { class: "counts" },
    ...some.map(([severity, count]) =>
      element(
        "span",
        { class: `count ${severity}`, title: word(`count.${severity}`, { count }) },
        icon(severity),
        element("span", { "aria-hidden": "true", text: String(count) }),
        element("span", { class: "unseen", text: word(`count.${severity}`, { count }) }),
      ),
    ),
  );
}
