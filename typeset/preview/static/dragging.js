// Stands in until frames can be moved with the mouse.

export function attachDragging() {}
