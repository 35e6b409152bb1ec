// All pages at once, each with its status: what the desk looks at while the issue closes.

import { button, element, icon } from "/static/elements.js";
import { desk } from "/static/state.js";
import { counts } from "/static/status.js";
import { word } from "/static/words.js";

/** The list of cards for these sheets; `tell(pages)` says what is written on them. */
export function cardsOf(sheets, open) {
  const cards = new Map(sheets.map((sheet) => [sheet.page.number, cardOf(sheet, open)]));
  const list = element("ol", { class: "cards" }, ...[...cards.values()].map((card) => card.element));
  list.tell = (pages) => {
    for (const page of pages) cards.get(page.number)?.tell(page);
  };
  return list;
}

function cardOf(sheet, open) {
  const says = element("span", { class: "card-says" });
  const head = button({ class: "card-open", on: { click: () => open(sheet.page.number) } }, says);
  const picture = element("div", { class: "card-picture", on: { click: () => open(sheet.page.number) } }, sheet.element);
  const made = element("li", { class: "card", "data-page": sheet.page.number }, head, picture);
  return {
    element: made,
    tell(page) {
      made.dataset.status = page.status;
      says.replaceChildren(...saysOf(page));
      head.title = word("page.open", { page: page.label });
    },
  };
}

function saysOf(page) {
  return [
    element("span", { class: "card-name" }, element("b", { text: page.label }), ` ${page.section ?? ""}`),
    statusOf(page),
    element(
      "span",
      { class: "card-counts" },
      counts(page.number, desk.state?.findings ?? []),
      element("span", { class: "fill", text: page.fill === null ? "" : word("fill", { percent: percentOf(page) }) }),
    ),
  ];
}

function percentOf(page) {
  return Math.round(page.fill * 100);
}

/** The status of a page as an icon with its word: never by colour alone. */
export function statusOf(page) {
  return element(
    "span",
    { class: `status status-${page.status}` },
    icon(page.status),
    element("span", { text: word(`status.${page.status}`) }),
  );
}
