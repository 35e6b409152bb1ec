// Stories of the pool put in free frames: dropped with the mouse, or chosen from a list; and taken back.

import { button, element } from "/static/elements.js";
import { placeStory, takeStory } from "/static/moves.js";
import { desk } from "/static/state.js";
import { toast } from "/static/toast.js";
import { word } from "/static/words.js";

const CARRIED = "application/x-typeset-story";

/** Let stories be dropped on frames of a layer. `frameOf` finds the frame of an element, `handles` gives those of the page. */
export function acceptStories(layer, frameOf, handles) {
  const mark = (frame) => {
    for (const box of layer.querySelectorAll(".edit-frame")) {
      const here = frame !== null && box.dataset.frame === frame?.name;
      box.classList.toggle("is-taking", here && frame.free);
      box.classList.toggle("is-refusing", here && !frame.free);
    }
  };
  layer.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes(CARRIED)) return;
    const frame = frameOf(event.target);
    mark(frame ?? null);
    if (!frame) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = frame.free ? "copy" : "none";
  });
  layer.addEventListener("dragleave", (event) => {
    if (!layer.contains(event.relatedTarget)) mark(null);
  });
  layer.addEventListener("drop", (event) => {
    const story = event.dataTransfer.getData(CARRIED);
    const frame = frameOf(event.target);
    mark(null);
    if (!story || !frame) return;
    event.preventDefault();
    if (frame.free) placeStory(handles(), frame, story);
    else toast(word(frame.takes ? "edit.place.taken" : "edit.place.not", { frame: frame.name }), { bad: true });
  });
}

/** Offer what can be done with a frame: a story of the pool for a free one, its own to be taken back. */
export function offerPlacing(handles, frame) {
  const dialog = element("dialog", { class: "edit-dialog edit-place", "aria-labelledby": "edit-place-head" });
  const act = (doing) => () => {
    dialog.close();
    doing();
  };
  const rows = frame.free ? waiting(handles, frame, act) : standing(handles, frame, act);
  dialog.append(
    element("h2", {
      id: "edit-place-head",
      text: word(frame.free ? "edit.place.head" : "edit.take.head", { frame: frame.name }),
    }),
    rows.length
      ? element("ul", { class: "edit-choices" }, ...rows)
      : element("p", { class: "hint", text: word("edit.place.none") }),
    button({ class: "edit-button", text: word("edit.cancel"), on: { click: () => dialog.close() } }),
  );
  const from = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    from?.focus?.({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
}

function waiting(handles, frame, act) {
  return (desk.state?.unplaced ?? []).map((one) => {
    const story = one.file.split("/stories/").at(-1).replace(/\.md$/, "");
    return choice(one.title || story, word("characters", { count: one.characters }), act(() => placeStory(handles, frame, story)));
  });
}

function standing(handles, frame, act) {
  return frame.stories.map((story) => {
    const title = desk.state?.stories.find((one) => one.id === story)?.title ?? story;
    return choice(word("edit.take", { story: title }), "", act(() => takeStory(handles, frame, story)));
  });
}

function choice(title, says, pressed) {
  return element(
    "li",
    {},
    button({ class: "edit-choice", on: { click: pressed } }, element("span", { text: title }), element("span", { class: "hint", text: says })),
  );
}
