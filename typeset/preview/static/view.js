// What is looked at, kept in the address: a reload, the way back and a link to a colleague all lead to the same place.

export const LAYERS = ["frames", "grid", "jumps", "overset", "resolution", "ink", "findings"];
export const PLATES = ["C", "M", "Y", "K"];
export const MODES = ["overview", "page", "spread"];
export const TABS = ["story", "findings", "search", "edit"];
const USUAL = ["jumps", "overset", "findings"];
export const LEAST_CARD = 110;
export const WIDEST_CARD = 480;
const LEAST_ZOOM = 0.08;
const MOST_ZOOM = 6;

/** Events: `view` (detail: the names of what changed). */
class View extends EventTarget {
  mode = "overview";
  page = 1;
  /** "whole", "width", or a number: 1 is the size in print. */
  zoom = "whole";
  /** Of the overview: the width of a page, in pixels; null for as wide as lets all be seen. */
  card = null;
  /** The middle of what is seen, in mm of the page; null for its beginning. */
  at = null;
  layers = new Set(USUAL);
  /** One plate alone, or null for all inks. */
  plate = null;
  story = null;
  tab = "story";
  panel = true;
  /** "look" or "move" (frames with the mouse). Not in the address. */
  tool = "look";

  constructor() {
    super();
    this.#read();
    addEventListener("popstate", () => {
      this.#read();
      this.#tell(["mode", "page", "zoom", "at", "layers", "plate", "story", "tab", "panel", "card"]);
    });
  }

  /** Change some of it. A step is something one can go back from. */
  set(changes, { step = false } = {}) {
    const changed = Object.keys(changes).filter((name) => !same(this[name], changes[name]));
    if (!changed.length) return;
    Object.assign(this, changes);
    const address = `#${this.#written()}`;
    if (step) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    this.#tell(changed);
  }

  toggleLayer(name) {
    const layers = new Set(this.layers);
    if (!layers.delete(name)) layers.add(name);
    this.set({ layers });
  }

  #tell(changed) {
    this.dispatchEvent(new CustomEvent("view", { detail: changed }));
  }

  #read() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.mode = known(MODES, said.get("view"), "overview");
    this.page = Math.max(1, parseInt(said.get("page") ?? "1", 10) || 1);
    const zoom = said.get("zoom") ?? "whole";
    this.zoom = zoom === "whole" || zoom === "width" ? zoom : bounded(parseFloat(zoom) || 1);
    const at = (said.get("at") ?? "").split(",").map(Number);
    this.at = at.length === 2 && at.every(Number.isFinite) && said.has("at") ? at : null;
    const layers = said.get("layers");
    this.layers = new Set(layers === null ? USUAL : layers.split(",").filter((one) => LAYERS.includes(one)));
    this.plate = known(PLATES, said.get("plate"), null);
    this.story = said.get("story");
    this.tab = known(TABS, said.get("tab"), "story");
    this.panel = said.get("panel") !== "no";
    const card = parseInt(said.get("card") ?? "", 10);
    this.card = card ? Math.min(WIDEST_CARD, Math.max(LEAST_CARD, card)) : null;
  }

  #written() {
    const said = new URLSearchParams();
    said.set("view", this.mode);
    said.set("page", this.page);
    if (this.mode === "overview") {
      if (this.card) said.set("card", this.card);
    } else {
      said.set("zoom", typeof this.zoom === "number" ? this.zoom.toFixed(3) : this.zoom);
      if (this.at) said.set("at", this.at.map((one) => one.toFixed(0)).join(","));
    }
    said.set("layers", [...this.layers].join(","));
    if (this.plate) said.set("plate", this.plate);
    if (this.story) said.set("story", this.story);
    said.set("tab", this.tab);
    if (!this.panel) said.set("panel", "no");
    return said.toString().replaceAll("%2C", ",");
  }
}

function known(values, value, usual) {
  return values.includes(value) ? value : usual;
}

/** A zoom within what there is. */
export function bounded(zoom) {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
}

function same(one, other) {
  if (one instanceof Set && other instanceof Set) {
    return one.size === other.size && [...one].every((value) => other.has(value));
  }
  if (Array.isArray(one) && Array.isArray(other)) return one.join() === other.join();
  return one === other;
}

export const view = new View();
