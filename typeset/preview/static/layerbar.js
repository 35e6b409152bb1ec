// What lies over the pages, switched on and off; and one plate alone.

import { button, element } from "/static/elements.js";
import { desk } from "/static/state.js";
import { LAYERS, PLATES, view } from "/static/view.js";
import { word } from "/static/words.js";

export class LayerBar {
  constructor(root) {
    this.root = root;
    desk.on("lang", () => this.build());
    view.addEventListener("view", () => this.tell());
    this.build();
  }

  build() {
    this.root.setAttribute("aria-label", word("layers"));
    this.root.replaceChildren(
      element("span", { class: "bar-name", text: word("layers") }),
      ...LAYERS.map((name) => this.#layer(name)),
      element("span", { class: "rule" }),
      element("span", { class: "bar-name", id: "plates-name", text: word("plates") }),
      element(
        "div",
        { class: "plates", role: "group", "aria-labelledby": "plates-name" },
        ...[null, ...PLATES].map((plate) => this.#plate(plate)),
      ),
    );
    this.tell();
  }

  #layer(name) {
    return button(
      {
        class: `layer layer-${name}`,
        "data-layer": name,
        title: word(`layer.${name}.what`),
        on: { click: () => view.toggleLayer(name) },
      },
      element("span", { class: "swatch", "aria-hidden": "true" }),
      word(`layer.${name}`),
    );
  }

  #plate(plate) {
    const label = word(plate ? `plate.${plate}` : "plate.all");
    return button(
      {
        class: `plate plate-${plate ?? "all"}`,
        "data-plate": plate ?? "",
        "aria-label": label,
        title: label,
        on: { click: () => view.set({ plate }) },
      },
      element("span", { class: "swatch", "aria-hidden": "true" }),
      plate ?? word("plate.all.short"),
    );
  }

  tell() {
    for (const one of this.root.querySelectorAll("[data-layer]")) press(one, view.layers.has(one.dataset.layer));
    for (const one of this.root.querySelectorAll("[data-plate]")) {
      press(one, one.dataset.plate === (view.plate ?? ""));
    }
  }
}

function press(one, pressed) {
  one.setAttribute("aria-pressed", String(pressed));
}
