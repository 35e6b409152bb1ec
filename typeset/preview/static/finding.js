// A finding as it is told anywhere on the page: what, how bad, where, and what to do.

import { button, element, icon } from "/static/elements.js";
import { openSource } from "/static/opening.js";
import { word } from "/static/words.js";

/** One finding; `go` leads to its place on the page where it has one. */
export function told(finding, { go = null, pages = () => null } = {}) {
  const severity = finding.severity;
  const page = finding.page === null || finding.page === undefined ? null : pages(finding.page);
  const head = element(
    "span",
    { class: "finding-head" },
    icon(severity),
    element("b", { text: finding.id }),
    element("span", { class: "severity", text: word(`severity.${severity}`) }),
    page ? element("span", { class: "finding-page", text: word("page.name", { page }) }) : null,
  );
  const says = element("span", { class: "finding-says", text: finding.message });
  const main = go
    ? button({ class: "finding-go", title: word("finding.go"), on: { click: () => go(finding) } }, head, says)
    : element("div", { class: "finding-go" }, head, says);
  return element(
    "li",
    { class: `finding ${severity}`, "data-code": finding.code },
    main,
    ...hintsOf(finding).map((hint) => element("p", { class: "finding-hint", text: hint })),
    finding.file ? placeOf(finding) : null,
  );
}

function hintsOf(finding) {
  const hints = finding.hints ?? finding.hint ?? [];
  return (Array.isArray(hints) ? hints : [hints]).filter(Boolean);
}

/** Where it was written, as a button that opens it there. */
export function placeOf({ file, line }) {
  const where = line ? `${file}:${line}` : file;
  return button({ class: "place", text: where, title: word("open.at", { where }), on: { click: () => openSource(file, line ?? 1) } });
}
