// Elements of the page, made in one expression; and the icons, drawn here so that none has to be fetched.

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes by name, `on` for listeners, `text` for its text; falsy children are left out. */
export function element(name, attributes = {}, ...children) {
  return furnished(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function drawn(name, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, name), attributes, children);
}

function furnished(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    else if (key === "text") made.textContent = value;
    else if (key === "style") for (const [name, to] of Object.entries(value)) made.style.setProperty(name, to);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A real button, which says what it does. */
export function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

const SHAPES = {
  overview: "M2.5 2.5h4v5h-4zM9.5 2.5h4v5h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z",
  page: "M4 1.5h8v13H4z",
  spread: "M1.5 3h6.5v10H1.5zM8 3h6.5v10H8z",
  previous: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  minus: "M3 8h10",
  plus: "M3 8h10M8 3v10",
  width: "M1.5 2v12M14.5 2v12M4 8h8M6 5.5L3.5 8 6 10.5M10 5.5L12.5 8 10 10.5",
  whole: "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5",
  search: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.5 10.5L14 14",
  help: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.2v.6",
  print: "M4.5 6V2h7v4M4.5 11.5H2.5V6h11v5.5h-2M4.5 9.5h7V14h-7z",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  panel: "M2 2.5h12v11H2zM10 2.5v11",
  back: "M6.5 3L2 7.5L6.5 12M2.5 7.5H11a3 3 0 0 1 0 6H9",
  goes: "M2 8h11M9 4l4 4-4 4",
  move: "M8 1.5v13M1.5 8h13M6 3.5l2-2 2 2M6 12.5l2 2 2-2M3.5 6l-2 2 2 2M12.5 6l2 2-2 2",
  hand: "M3 2.5l9.5 5.2-4.2 1.1-2 4.2z",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  file: "M4 1.5h5L12.5 5v9.5H4zM9 1.5V5h3.5",
  clean: "M3 8.5L6.5 12L13 4.5",
  short: "M2.5 3h11M2.5 6h11M2.5 9h5",
  over: "M2.5 3h11M2.5 6h11M2.5 9h11M8 11v4M6 13l2 2 2-2",
  empty: "M3 3h2M7 3h2M11 3h2v2M13 7v2M13 11v2h-2M9 13H7M5 13H3v-2M3 9V7M3 5V3",
  exact: "M3 8.5L6.5 12L13 4.5",
  error: "M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2L1.8 10.8V5.2zM5.5 5.5l5 5M10.5 5.5l-5 5",
  warning: "M8 1.8L14.8 14H1.2zM8 6v4M8 11.6v.8",
  info: "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M8 7v4.5M8 4.4v.8",
  broken: "M2 5.5a8.5 8.5 0 0 1 12 0M4.5 8a5 5 0 0 1 7 0M8 11.5v.6M2.5 14L13.5 2",
};

/** An icon for the eye only: what it means stands beside it or in the label of its button. */
export function icon(name) {
  return drawn(
    "svg",
    { class: `icon icon-${name}`, viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    drawn("path", { d: SHAPES[name] ?? SHAPES.info }),
  );
}
