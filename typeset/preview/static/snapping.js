// Columns and rows of a page as millimetres, and back: where a frame snaps to. Knows neither elements nor the server.

/** A frame's place: `columns` and `rows`, first and last, counted from 1. */
export function sameStand(one, other) {
  return [0, 1].every((end) => one.columns[end] === other.columns[end] && one.rows[end] === other.rows[end]);
}

export function sizeOf({ columns, rows }) {
  return { columns: columns[1] - columns[0] + 1, rows: rows[1] - rows[0] + 1 };
}

/** Whether two frames share a column and a row. */
export function meet(one, other) {
  const share = (a, b) => a[0] <= b[1] && b[0] <= a[1];
  return share(one.columns, other.columns) && share(one.rows, other.rows);
}

export class Snapping {
  /** @param grid as the server gives it with the handles of a page */
  constructor(grid) {
    this.grid = grid;
  }

  /** How many columns a frame may reach over. */
  most(frame) {
    return frame.spread ? this.grid.columns.length : this.grid.own;
  }

  /** The rectangle of a place, in millimetres of the trim. */
  rect({ columns, rows }) {
    const { grid } = this;
    const [left] = grid.columns[columns[0] - 1];
    const [last, width] = grid.columns[Math.min(columns[1], grid.columns.length) - 1];
    const top = grid.top + (rows[0] - 1) * grid.leading;
    return [left, top, last + width - left, (rows[1] - rows[0] + 1) * grid.leading];
  }

  /**
   * Where a frame stands when some of its edges follow the pointer for so many millimetres.
   * @param moved which edges follow: {left, right, top, bottom}
   */
  dragged(frame, stand, moved, across, down) {
    return {
      columns: this.#across(this.most(frame), stand.columns, moved, across),
      rows: this.#down(stand.rows, moved, Math.round(down / this.grid.leading)),
    };
  }

  /** The same by whole columns and rows, for the keyboard. */
  stepped(frame, stand, moved, columns, rows) {
    const most = this.most(frame);
    return {
      columns: shifted(stand.columns, moved.left, moved.right, columns, most),
      rows: this.#down(stand.rows, moved, rows),
    };
  }

  #across(most, [first, last], moved, across) {
    if (!moved.left && !moved.right) return [first, last];
    const lefts = this.grid.columns.slice(0, most);
    const near = (wanted, edge) => nearest(lefts.map(edge), wanted) + 1;
    const left = ([x]) => x;
    const right = ([x, width]) => x + width;
    if (moved.left) {
      const to = near(left(lefts[first - 1]) + across, left) - first;
      return shifted([first, last], true, moved.right, to, most);
    }
    const to = near(right(lefts[last - 1]) + across, right) - last;
    return shifted([first, last], false, true, to, most);
  }

  #down(rows, moved, by) {
    return shifted(rows, moved.top, moved.bottom, by, this.grid.rows);
  }
}

/** A range of which one end or both are moved, within 1 and `most`; no end passes the other. */
function shifted([first, last], begin, end, by, most) {
  if (begin && end) {
    const to = Math.min(Math.max(by, 1 - first), most - last);
    return [first + to, last + to];
  }
  if (begin) return [Math.min(Math.max(first + by, 1), last), last];
  if (end) return [first, Math.max(Math.min(last + by, most), first)];
  return [first, last];
}

function nearest(places, wanted) {
  return places.reduce((best, place, index) => {
    return Math.abs(place - wanted) < Math.abs(places[best] - wanted) ? index : best;
  }, 0);
}
