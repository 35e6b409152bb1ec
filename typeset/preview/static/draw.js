// Layers drawn over a page: shapes as SVG in millimetres, words as HTML so that they are as large at any zoom.

import { button, drawn, element, icon } from "/static/elements.js";
import { word } from "/static/words.js";

const SHOWN = new Set(["error", "warning"]);
/** Pixels a millimetre below which small marks have no words. */
const SMALL = 1.1;

/**
 * Draw what is switched on.
 * @param on which layers, @param story the chosen story's slug, @param chosen the finding pointed at, its index on the page or -1
 * @param scale pixels a millimetre @param told called with a finding's mark when its tag is pressed
 */
export function drawLayers(shapes, tags, data, page, { on, story, scale, told }) {
  const drawing = new Drawing(page, scale, told);
  if (on.has("grid")) drawing.grid(data.grid);
  if (on.has("frames")) for (const frame of data.frames) drawing.frame(frame);
  for (const mark of data.marks) drawing.mark(mark, on);
  if (on.has("resolution")) for (const picture of data.pictures) drawing.picture(picture, data.marks);
  for (const part of data.parts ?? []) if (part.story === story) drawing.box(part.rect, "chosen");
  shapes.replaceChildren(...drawing.shapes);
  tags.replaceChildren(...drawing.tags);
}

class Drawing {
  shapes = [];
  tags = [];
  #taken = new Map();

  constructor(page, scale, told) {
    this.page = page;
    this.scale = scale;
    this.told = told;
  }

  box([x, y, width, height], kind) {
    this.shapes.push(drawn("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), class: kind }));
  }

  /** A word on the page, its corner at a point; words at one point stand beside each other. */
  tag(x, y, kind, children, { title = null, at = "left top", pressed = null } = {}) {
    const key = `${Math.round((x * this.scale) / 26)}/${Math.round((y * this.scale) / 18)}/${at}`;
    const nth = this.#taken.get(key) ?? 0;
    this.#taken.set(key, nth + 1);
    const attributes = {
      class: `tag tag-${kind} at-${at.replace(" ", "-")}`,
      title,
      style: {
        left: `${((x / this.page.width) * 100).toFixed(3)}%`,
        top: `${((y / this.page.height) * 100).toFixed(3)}%`,
        "--nth": nth,
      },
    };
    if (pressed) {
      this.tags.push(button({ ...attributes, "aria-label": title, on: { click: pressed } }, ...children));
    } else this.tags.push(element("div", attributes, ...children));
  }

  grid(grid) {
    const foot = grid.top + grid.rows * grid.leading;
    for (const [x, width] of grid.columns) this.box([x, grid.top, width, foot - grid.top], "column");
    let path = "";
    // Below a few pixels rows are grey and no grid: every fifth is shown then.
    const every = grid.leading * this.scale < 4 ? 5 : 1;
    for (let row = 0; row < grid.rows; row += 1) {
      const y = grid.top + row * grid.leading + (grid.baseline ?? grid.leading);
      if ((row + 1) % every === 0) path += `M${grid.left} ${y.toFixed(3)}h${grid.width}`;
    }
    this.shapes.push(drawn("path", { d: path, class: "baselines" }));
    if (grid.type_area) this.box(grid.type_area, "type-area");
    grid.columns.forEach(([x, width], index) => {
      this.tag(x + width / 2, grid.top, "number", [String(index + 1)], { at: "center bottom" });
    });
    for (let row = 5; row <= grid.rows; row += 5) {
      const y = grid.top + (row - 1) * grid.leading + (grid.baseline ?? grid.leading);
      if (grid.leading * 5 * this.scale > 14) {
        this.tag(grid.left, y, "number", [String(row)], { at: "right middle" });
      }
    }
  }

  frame(frame) {
    const state = frame.state ?? "none";
    this.box(frame.rect, `frame frame-${state}`);
    const [x, y, width] = frame.rect;
    const sign = ["empty", "short", "over"].includes(state) ? icon(state) : null;
    const wide = width * this.scale;
    const place = word("frame.place", {
      columns: ends(frame.columns),
      rows: ends(frame.rows),
    });
    const says = [element("b", { text: frame.name })];
    if (wide > 180) says.push(` ${place}`);
    if (sign) says.push(sign, wide > 120 ? word(`status.${state}`) : "");
    const title = `${frame.name} · ${word(`kind.${frame.kind}`)} · ${place}${sign ? ` · ${word(`status.${state}`)}` : ""}`;
    this.tag(Math.max(0, x), y, "frame", says, { title });
  }

  mark(mark, on) {
    if (mark.kind === "finding") {
      if (on.has("findings") && SHOWN.has(mark.severity)) this.#finding(mark);
      return;
    }
    const layer = mark.kind === "loose" ? "overset" : mark.kind;
    if (!on.has(layer)) return;
    for (const rect of mark.rects) this.box(rect, `mark mark-${mark.kind}`);
    const [x, y, width, height] = mark.rect;
    const says = mark.label ?? mark.text;
    if (mark.kind === "overset") {
      this.box([x, y + height - 1.2, width, 1.2], "overset-foot");
      this.tag(x + width, y + height, "overset", [icon("over"), says], { title: mark.text, at: "right top" });
    } else if (mark.kind === "loose") {
      for (const [left, top, wide, high] of mark.rects) this.box([left + wide, top, 0.7, high], "loose-bar");
      if (this.scale > SMALL) this.tag(x + width + 0.7, y, "loose", [says], { title: mark.text });
    } else if (mark.kind === "ink") {
      this.tag(x + width, y, "ink", [icon("warning"), says], { title: mark.text });
    }
  }

  #finding(mark) {
    for (const rect of mark.rects) this.box(rect, `mark finding-${mark.severity}`);
    const [x, y] = mark.rect;
    const title = `${word(`severity.${mark.severity}`)} ${mark.id}: ${mark.text}`;
    this.tag(Math.max(0, x), y, `finding-${mark.severity}`, [icon(mark.severity), mark.id], {
      title,
      at: "left bottom",
      pressed: () => this.told(mark),
    });
  }

  picture(picture, marks) {
    const coarse = marks.find((mark) => mark.kind === "resolution" && mark.rect.join() === picture.rect.join());
    const says = picture.ppi === null ? word("picture.lines") : `${picture.ppi} ppi`;
    this.box(picture.rect, coarse ? "picture-coarse" : "picture-fine");
    const [x, y] = picture.rect;
    this.tag(Math.max(0, x), y, coarse ? "coarse" : "ppi", [coarse ? icon("warning") : null, says], {
      title: coarse ? coarse.text : `${picture.file} · ${says}`,
    });
  }
}

function ends([first, last]) {
  return first === last ? String(first) : `${first}–${last}`;
}
