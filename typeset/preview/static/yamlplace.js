// Where in a YAML text the cursor is: the keys that lead there, whether a key or a value is being typed, and what keys there are beside it.
// It reads what is half typed, so it is no parser: lines by their indent, and brackets.

const KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:,[\]{}"'&*!|>%@`-][^:#,[\]{}]*?|-[^\s:#,[\]{}][^:#,[\]{}]*?)\s*:(?=\s|$)/u;
const BLOCK = /(?:^|\s)[|>][+-]?\d?[+-]?\s*$/;

/**
 * @returns {path, kind: "key" | "value", from, keys} or null inside comments and blocks of text; `from` is where the word being typed begins.
 */
export function placeIn(text, position) {
  const scan = new Scan();
  let begin = 0;
  for (const line of text.slice(0, position).split("\n")) {
    const last = begin + line.length === position;
    const found = scan.line(line, begin, last);
    if (last) return found;
    begin += line.length + 1;
  }
  return null;
}

class Scan {
  /** Open keys and list items of blocks: {indent, step, keys}; the mapping at an indent keeps its keys. */
  #blocks = [{ indent: -1, step: null, keys: [] }];
  /** Open brackets: {sign, step, keys, index}. */
  #flows = [];
  /** Deeper lines than this are the text of a block scalar. */
  #text = Infinity;

  line(line, begin, last) {
    const body = line.trimStart();
    const indent = line.length - body.length;
    if (!this.#flows.length) {
      if (this.#text !== Infinity && (indent > this.#text || !body)) return last ? null : undefined;
      this.#text = Infinity;
      if (!body && last) return this.#atKey(indent, begin + line.length);
      if (!body || body.startsWith("#")) return null;
      return this.#block(line, begin, indent, last);
    }
    return this.#flow(line, begin, 0, last);
  }

  #block(line, begin, indent, last) {
    let at = indent;
    this.#close(at);
    for (let dash = line.slice(at).match(/^-(\s+|$)/); dash; dash = line.slice(at).match(/^-(\s+|$)/)) {
      const top = this.#blocks.at(-1);
      if (top.item && top.indent === at) Object.assign(top, { step: top.step + 1, keys: [], of: undefined });
      else this.#blocks.push({ indent: at, step: 0, item: true, keys: [] });
      at += dash[0].length;
      if (at >= line.length && last) return this.#atKey(at, begin + at, true);
    }
    const key = line.slice(at).match(KEY);
    if (!key) return last ? this.#typed(line, begin, at) : this.#flow(line, begin, at, last);
    const name = bare(key[1]);
    const parent = this.#blocks.at(-1);
    const beside = parent.of === at ? parent.keys : ((parent.of = at), (parent.keys = []));
    beside.push(name);
    this.#blocks.push({ indent: at, step: name, keys: [] });
    const rest = at + key[0].length;
    if (BLOCK.test(line.slice(rest))) this.#text = at;
    return this.#flow(line, begin, rest, last);
  }

  /** End what is not above a line of this indent; a list stays open for its next item. */
  #close(indent) {
    while (this.#blocks.at(-1).indent > indent) this.#blocks.pop();
    if (this.#blocks.at(-1).indent === indent && !this.#blocks.at(-1).item) this.#blocks.pop();
  }

  #atKey(indent, from, within = false) {
    if (!within) {
      // An empty line may go on with anything above it; it goes on with what has its indent.
      while (this.#blocks.at(-1).indent >= indent) this.#blocks.pop();
    }
    return { path: this.#path(), kind: "key", from, keys: this.#blocks.at(-1).keys };
  }

  /** A word at the end of a line of a block: a key that has no colon yet, or an item of a list. */
  #typed(line, begin, at) {
    if (/[#"'{[|>&*]/.test(line.slice(at))) return this.#flow(line, begin, at, true);
    return { path: this.#path(), kind: "key", from: begin + at, keys: this.#blocks.at(-1).keys };
  }

  #path() {
    return [...this.#blocks, ...this.#flows].map((one) => one.step).filter((step) => step !== null && step !== undefined);
  }

  /** The rest of a line, with the brackets in it. */
  #flow(line, begin, start, last) {
    let word = start;
    let at = start;
    while (at < line.length) {
      const sign = line[at];
      if (sign === "#" && (at === 0 || /\s/.test(line[at - 1]))) return null;
      if ((sign === '"' || sign === "'") && line.slice(word, at).trim() === "") {
        const end = closing(line, at);
        if (end < 0) return last ? this.#value(begin + at) : null;
        at = end;
        continue;
      }
      if (sign === "{" || sign === "[") {
        if (this.#flows.length || line.slice(word, at).trim() === "") {
          this.#flows.push({ sign, step: sign === "[" ? 0 : null, keys: [] });
          word = at + 1;
        }
      } else if (this.#flows.length) word = this.#inside(line, at, word);
      at += 1;
    }
    if (!last) return null;
    const gap = line.slice(word).length - line.slice(word).trimStart().length;
    return this.#value(begin + word + gap, gap);
  }

  #inside(line, at, word) {
    const top = this.#flows.at(-1);
    const sign = line[at];
    if (sign === "}" || sign === "]") {
      this.#flows.pop();
      return at + 1;
    }
    if (sign === ",") {
      if (top.sign === "[") top.step += 1;
      else top.step = null;
      return at + 1;
    }
    if (sign === ":" && top.sign === "{" && top.step === null && /[\s,{}[\]]|^$/.test(line[at + 1] ?? "")) {
      top.step = bare(line.slice(word, at).trim());
      top.keys.push(top.step);
      return at + 1;
    }
    return word;
  }

  #value(from) {
    const top = this.#flows.at(-1);
    const kind = top?.sign === "{" && top.step === null ? "key" : "value";
    return { path: this.#path(), kind, from, keys: top?.keys ?? [] };
  }
}

function bare(key) {
  if (key.startsWith('"')) return key.slice(1, -1).replace(/\\(.)/g, "$1");
  return key.startsWith("'") ? key.slice(1, -1).replaceAll("''", "'") : key.trim();
}

/** Behind the quote that closes the one at a place; -1 when the line has none. */
function closing(line, at) {
  for (let end = at + 1; end < line.length; end += 1) {
    if (line[at] === '"' && line[end] === "\\") end += 1;
    else if (line[end] === line[at]) {
      if (line[at] === "'" && line[end + 1] === "'") end += 1;
      else return end + 1;
    }
  }
  return -1;
}
