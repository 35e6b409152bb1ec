// The story that was chosen: how it fits, where it stands, where it goes on, what is wrong with it. None chosen: all of them.

import { button, element, icon } from "/static/elements.js";
import { placeOf, told } from "/static/finding.js";
import { handOver, openSource } from "/static/opening.js";
import { desk } from "/static/state.js";
import { view } from "/static/view.js";
import { word } from "/static/words.js";

export class StoryTab {
  #turn = 0;
  #shown = null;

  constructor(root, stage) {
    this.root = root;
    this.stage = stage;
    desk.on("state", () => this.tell());
    view.addEventListener("view", ({ detail }) => {
      if (detail.includes("story") || detail.includes("tab")) this.tell();
    });
  }

  build() {
    this.#shown = null;
    this.tell();
  }

  async tell() {
    if (!desk.state || (view.tab !== "story" && this.#shown !== null)) return;
    const turn = ++this.#turn;
    if (!view.story) {
      this.#list();
      return;
    }
    let story;
    try {
      story = await desk.ask(`/api/stories/${encodeURIComponent(view.story)}`);
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#shown = null;
      this.root.replaceChildren(this.#back(), element("p", { class: "nothing", text: error.message }));
      return;
    }
    if (turn !== this.#turn) return;
    this.#story(story);
  }

  #list() {
    this.#shown = "";
    const { stories, unplaced } = desk.state;
    const held = this.root.querySelector(":focus")?.dataset.story;
    this.root.replaceChildren(
      ...this.#pool(unplaced ?? []),
      element("h2", { text: word("stories.placed", { count: stories.length }) }),
      element("ol", { class: "stories" }, ...stories.map((story) => element("li", {}, this.#entry(story)))),
    );
    if (held) this.root.querySelector(`[data-story="${CSS.escape(held)}"]`)?.focus();
  }

  #entry(story) {
    const pages = story.pages.map((number) => desk.page(number)?.label ?? number).join("、");
    return button(
      { class: "story-entry", "data-story": story.id, on: { click: () => this.#choose(story) } },
      element("span", { class: `status status-${story.state}` }, icon(story.state), element("span", { class: "unseen", text: word(`status.${story.state}`) })),
      element("span", { class: "story-title", text: story.title || story.id }),
      element("span", { class: "story-where", text: pages ? word("page.name", { page: pages }) : "" }),
      element("span", { class: "story-count", text: story.over ? word("over.count", { count: story.over }) : word("characters", { count: story.characters }) }),
    );
  }

  /** The stories that stand nowhere come first: they are work to do. They are dragged into a free frame. */
  #pool(unplaced) {
    if (!unplaced.length) return [];
    return [
      element("h2", { text: word("stories.unplaced", { count: unplaced.length }) }),
      element("p", { class: "hint", text: word(desk.state.read_only ? "pool.read-only" : "pool.hint") }),
      element(
        "ul",
        { class: "pool" },
        ...unplaced.map((one) =>
          element(
            "li",
            {
              class: "pool-item",
              draggable: desk.state.read_only ? null : "true",
              "data-story": slugOf(one.file),
              "data-file": one.file,
              on: { dragstart: (event) => carried(event, one) },
            },
            element("span", { class: "story-title", text: one.title || slugOf(one.file) }),
            element("span", { class: "story-count", text: word("characters", { count: one.characters }) }),
            placeOf({ file: one.file, line: 1 }),
          ),
        ),
      ),
    ];
  }

  #choose(story) {
    view.set({ story: story.id });
    if (story.pages.length && view.mode !== "overview") {
      const shown = this.stage.shown().map((page) => page.number);
      if (!story.pages.some((number) => shown.includes(number))) this.stage.open(story.pages[0]);
    }
  }

  #back() {
    return button({ class: "back", on: { click: () => view.set({ story: null }) } }, icon("previous"), word("stories.all"));
  }

  #story(story) {
    // The margin takes longer to find out, so the one that was asked for stays until the story is another.
    const margin = this.#shown === story.id ? this.margin : (this.margin = this.#margin(story));
    this.#shown = story.id;
    const held = this.root.querySelector(":focus")?.dataset.key;
    this.root.replaceChildren(
      this.#back(),
      element("h2", { class: "story-head", text: story.title }),
      element("p", { class: "slug" }, element("code", { text: story.slug }), placeOf(story)),
      this.#opened(story),
      this.#fit(story),
      ...this.#advice(story),
      margin,
      ...this.#parts(story),
      ...this.#jumps(story),
      ...this.#findings(story),
    );
    if (held) this.root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  }

  #opened(story) {
    const { path, line, vscode } = story.open;
    return element(
      "div",
      { class: "actions" },
      desk.state.read_only
        ? null
        : button({ class: "action", "data-key": "edit", on: { click: () => openSource(path, line) } }, icon("file"), word("open.here")),
      vscode ? element("a", { class: "action", href: vscode, text: word("open.vscode") }) : null,
      desk.state.read_only
        ? null
        : button({ class: "action", "data-key": "editor", text: word("open.editor"), on: { click: () => handOver(path, line) } }),
    );
  }

  #fit(story) {
    const rows = [
      ["story.characters", story.characters],
      ["story.set", story.set],
      ["story.over", story.over],
    ];
    return element(
      "div",
      { class: "fit" },
      element("span", { class: `status status-${story.state}` }, icon(story.state), element("span", { text: story.fit ?? word(`status.${story.state}`) })),
      element(
        "dl",
        { class: "numbers" },
        ...rows.map(([key, count]) =>
          element("div", { class: key === "story.over" && count ? "is-over" : null }, element("dt", { text: word(key) }), element("dd", { text: count })),
        ),
      ),
    );
  }

  #advice(story) {
    const ways = story.advice?.words ?? [];
    if (story.state === "exact") return [];
    return [
      element("h3", { text: word("advice") }),
      ways.length
        ? element("ul", { class: "ways" }, ...ways.map((way) => element("li", { text: way })))
        : element("p", { class: "hint", text: word("advice.none") }),
    ];
  }

  #margin(story) {
    const room = element("div", { class: "margin" }, element("h3", { text: word("margin") }));
    const ask = button({ class: "action", "data-key": "margin", text: word("margin.ask"), title: word("margin.what") });
    room.append(ask);
    ask.addEventListener("click", async () => {
      ask.disabled = true;
      ask.textContent = word("margin.asking");
      try {
        const told = await desk.ask(`/api/stories/${encodeURIComponent(story.id)}/margin`);
        ask.replaceWith(marginTable(told.margin));
        desk.say(word("margin.there"));
      } catch (error) {
        ask.disabled = false;
        ask.textContent = word("margin.ask");
        room.append(element("p", { class: "hint", text: error.message }));
      }
    });
    return room;
  }

  #parts(story) {
    if (!story.parts.length) return [];
    return [
      element("h3", { text: word("parts") }),
      element(
        "ol",
        { class: "parts" },
        ...story.parts.map((part, index) =>
          element(
            "li",
            {},
            button(
              { class: "part", "data-key": `part${index}`, on: { click: () => this.stage.go(part.page, [part.rect]) } },
              element("span", { text: word("page.name", { page: part.page_name }) }),
              element("code", { text: part.frame }),
              element("span", { class: "part-count", text: word("part.count", { characters: part.characters, lines: part.lines ?? "" }) }),
            ),
          ),
        ),
      ),
    ];
  }

  #jumps(story) {
    if (!story.jumps.length && !story.reasons?.length) return [];
    return [
      element("h3", { text: word("jumps") }),
      ...story.jumps.map((jump, index) =>
        element(
          "div",
          { class: "jump" },
          this.#jumpEnd(jump.from, jump.source_text, jump.source_rect, `${index}from`),
          icon("goes"),
          this.#jumpEnd(jump.to, jump.target_text, jump.target_rect, `${index}to`),
          element("p", {
            class: "hint",
            text: word("jump.row", {
              before: jump.characters_before,
              after: jump.characters_after,
              lines_before: jump.lines_before,
              lines_after: jump.lines_after,
              cut: word(`cut.${jump.cut}`),
              white: jump.white_lines,
            }),
          }),
        ),
      ),
      ...(story.reasons?.length
        ? [
            element(
              "details",
              { class: "reasons" },
              element("summary", { text: word(story.jumps.length ? "jump.why" : "jump.why-not") }),
              ...story.reasons.map((line) => element("p", { text: line.trim() })),
            ),
          ]
        : []),
    ];
  }

  #jumpEnd(end, text, rect, key) {
    return button(
      { class: "jump-end", "data-key": key, on: { click: () => this.stage.go(end.page, [rect]) } },
      element("span", { text: word("page.name", { page: end.page_name }) }),
      element("span", { class: "jump-text", text }),
    );
  }

  #findings(story) {
    const list = story.findings;
    return [
      element("h3", { text: word("story.findings", { count: list.length }) }),
      list.length
        ? element(
            "ol",
            { class: "findings" },
            ...list.map((one) =>
              told(one, { go: one.page === null ? null : (finding) => this.#go(finding), pages: (number) => desk.page(number)?.label }),
            ),
          )
        : element("p", { class: "hint", text: word("findings.clean") }),
    ];
  }

  #go(finding) {
    const same = desk.state.findings.find((one) => one.code === finding.code && one.message === finding.message);
    this.stage.go(finding.page, same?.rect ? [same.rect] : []);
  }
}

function marginTable(margin) {
  if (!margin) return element("p", { class: "hint", text: word("margin.none") });
  const rows = ["line", "jump", "page"].map((name) => [name, margin[name]]);
  return element(
    "table",
    { class: "margin-table" },
    element(
      "thead",
      {},
      element("tr", {}, ...["margin.changes", "margin.shrink", "margin.grow"].map((key) => element("th", { scope: "col", text: word(key) }))),
    ),
    element(
      "tbody",
      {},
      ...rows.map(([name, range]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row", text: word(`margin.${name}`) }),
          element("td", { text: counted(range, "shrink", "−") }),
          element("td", { text: counted(range, "grow", "+") }),
        ),
      ),
    ),
  );
}

/** A number of characters; … for more than were tried, — where nothing can change. */
function counted(range, way, sign) {
  if (!range) return "—";
  const count = range[way];
  if (count === null) return "…";
  return count ? `${sign}${count}` : "0";
}

/** What is carried when a story of the pool is dragged: its slug, for a frame to take. */
function carried(event, one) {
  event.dataTransfer.setData("application/x-typeset-story", slugOf(one.file));
  event.dataTransfer.setData("text/plain", slugOf(one.file));
  event.dataTransfer.effectAllowed = "copy";
  // Frames take stories only while they can be moved.
  view.set({ tool: "move" });
}

function slugOf(file) {
  return file.split("/").at(-1).replace(/\.md$/, "");
}
