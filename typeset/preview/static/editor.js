// Stands in until files can be edited in the browser.

/** Show a file at a line; says whether it could. */
export function openFile() {
  return false;
}

export function mount() {}
