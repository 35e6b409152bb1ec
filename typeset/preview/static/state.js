// What the server knows, kept up to date. All parts of the page listen here; none talks to the server's events itself.

import { lang, word } from "/static/words.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const UNSEEN = 60000;

/**
 * The desk. Events: `state` (detail: the state), `connection` (detail: true or false), `page-drawn` (detail: {page, digest}),
 * `frame-selected` (detail: {page, frame}), `story-selected` (detail: slug or null), `lang`.
 */
class Desk extends EventTarget {
  /** The last state, as `GET /api/state` gives it; null before the first. */
  state = null;
  /** Whether the server tells what happens; null before it has answered for the first time. */
  connected = null;
  #events = null;
  #again = 0;
  #leaving = 0;
  #watched = false;
  #wait = FIRST_WAIT;
  #asked = 0;

  tell(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  on(name, heard) {
    this.addEventListener(name, (event) => heard(event.detail));
  }

  /** Tell a person who does not see the page what happened. */
  say(text) {
    document.getElementById("said").textContent = text;
  }

  /** The page of a number in the last state, or undefined. */
  page(number) {
    return this.state?.pages.find((page) => page.number === number);
  }

  /** JSON from the server, in the language spoken; throws {@link Refused} with what the server said. */
  async ask(path, options = {}) {
    const mark = path.includes("?") ? "&" : "?";
    const answer = await fetch(`${path}${mark}lang=${lang()}`, options);
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(answer.status, told);
    return told;
  }

  /** Send JSON; the answer as {@link ask}. */
  send(path, value, method = "POST") {
    return this.ask(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(value),
    });
  }

  /** Fetch the state and tell everybody; what an older question answers after a newer one is dropped. */
  async refresh() {
    const turn = ++this.#asked;
    let state;
    try {
      state = await this.ask("/api/state");
    } catch (error) {
      if (error instanceof Refused) this.say(error.message);
      return;
    }
    if (turn !== this.#asked) return;
    this.state = state;
    this.tell("state", state);
  }

  /** Listen to the server from now on, and again whenever it went away. */
  listen() {
    this.#events?.close();
    clearTimeout(this.#again);
    if (!this.#watched) {
      this.#watched = true;
      document.addEventListener("visibilitychange", () => this.#seen(!document.hidden));
    }
    const events = new EventSource("/api/events");
    this.#events = events;
    events.addEventListener("open", () => {
      this.#wait = FIRST_WAIT;
      this.#connection(true);
    });
    events.addEventListener("state", () => this.refresh());
    events.addEventListener("error", () => {
      this.#connection(false);
      // A browser tries again by itself, but not after the server has refused.
      events.close();
      this.#again = setTimeout(() => this.listen(), this.#wait);
      this.#wait = Math.min(LONGEST_WAIT, this.#wait * 2);
    });
  }

  /** A browser opens few connections to one server: pages that nobody looks at must not take them all. */
  #seen(seen) {
    clearTimeout(this.#leaving);
    if (!seen) this.#leaving = setTimeout(() => this.#leave(), UNSEEN);
    else if (this.#events === null) this.listen();
  }

  #leave() {
    clearTimeout(this.#again);
    this.#events?.close();
    this.#events = null;
  }

  #connection(connected) {
    if (this.connected === connected) return;
    this.connected = connected;
    this.tell("connection", connected);
  }
}

/** What the server refused, in its words. */
export class Refused extends Error {
  constructor(status, told) {
    super(told.error ?? word("refused", { status }));
    this.status = status;
    this.told = told;
  }
}

export const desk = new Desk();
