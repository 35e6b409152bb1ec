// Completion of keys and values from the JSON Schemas of the files, and of the names the edition has.

import { desk } from "/static/state.js";
import { lang } from "/static/words.js";
import { placeIn } from "/static/yamlplace.js";

const schemas = new Map();
/** Keys whose values are the names of frames of the same layout, of layouts, of stories. */
const FRAMES = new Set(["below", "right_of", "left_of", "follows", "spare_to"]);
const LAYOUTS = new Set(["layout", "extends"]);
const TRUTHS = new Set(["true", "false", "on", "off", "是", "否"]);

/** The schema of a kind of file, asked for once. */
export function schemaOf(kind) {
  if (!schemas.has(kind)) schemas.set(kind, desk.ask(`/api/schemas/${kind}`).catch(() => null));
  return schemas.get(kind);
}

/** A source of completions for CodeMirror. `file` gives {schema, mode}, `files` the files of the edition. */
export function completing(file, files) {
  return async (context) => {
    const { schema: kind, mode } = file();
    const whole = context.state.doc.toString();
    const text = mode === "markdown" ? frontMatter(whole) : { text: whole, begin: 0 };
    if (!kind || !text || context.pos < text.begin || context.pos > text.begin + text.text.length) return null;
    const place = placeIn(text.text, context.pos - text.begin);
    if (!place) return null;
    const from = place.from + text.begin;
    const typed = context.state.sliceDoc(from, context.pos);
    if (!typed && !context.explicit && place.kind === "key") return null;
    const schema = await schemaOf(kind);
    if (!schema || context.aborted) return null;
    const options =
      place.kind === "key"
        ? keysAt(schema, place)
        : [...valuesAt(schema, place.path), ...namesAt(kind, place.path, text.text, files())];
    return options.length ? { from, options, validFor: /^[\w.-]*$/u } : null;
  };
}

/** The YAML at the head of a story; null when it has none. */
function frontMatter(text) {
  const found = text.match(/^---[ \t]*\n([\s\S]*?)(?:\n---[ \t]*(?:\n|$)|$)/);
  return found ? { text: found[1], begin: text.indexOf("\n") + 1 } : null;
}

function keysAt(schema, place) {
  const found = new Map();
  for (const one of schemasAt(schema, place.path)) {
    for (const [name, what] of Object.entries(one.properties ?? {})) if (!found.has(name)) found.set(name, what);
  }
  const there = new Set(place.keys);
  return [...found]
    .filter(([name]) => !there.has(name))
    .map(([name, what], index) => ({
      label: name,
      type: "property",
      apply: `${name}: `,
      info: told(what, schema),
      boost: -index / 100,
    }));
}

function valuesAt(schema, path) {
  const found = new Map();
  for (const one of schemasAt(schema, path)) {
    for (const value of [...(one.enum ?? []), ...("const" in one ? [one.const] : [])]) {
      if (typeof value === "string" && !TRUTHS.has(value)) found.set(value, { label: value, type: "enum" });
    }
    for (const value of one.examples ?? []) {
      const label = String(value);
      if (!found.has(label)) found.set(label, { label, type: "text", detail: lang() === "zh" ? "例" : "e.g.", boost: -1 });
    }
  }
  const about = told(propertyAt(schema, path), schema);
  return [...found.values()].map((option) => ({ ...option, info: about }));
}

/** Names: layouts, stories, and the frames of the layout that is open. */
function namesAt(kind, path, text, files) {
  const keys = path.filter((step) => typeof step === "string");
  const key = keys.at(-1);
  if (LAYOUTS.has(key) && (kind === "edition" || key === "extends")) {
    const wanted = key === "layout" ? ["layout"] : kind === "edition" ? ["house"] : ["layout", "house"];
    return names(files.filter((file) => wanted.includes(file.schema)), "class");
  }
  if (kind === "edition" && (keys.includes("place") || keys[0] === "fillers")) {
    return names(files.filter((file) => file.schema === "story"), "text");
  }
  if (kind === "layout" && FRAMES.has(key)) {
    const frames = text.slice(text.search(/^frames:/m));
    return [...frames.matchAll(/^ {2}([\w一-鿿-]+):/gmu)].map(([, name]) => ({ label: name, type: "variable" }));
  }
  return [];
}

function names(files, type) {
  return files.map(({ path, title }) => {
    const label = path.replace(/^.*\/stories\/|^layouts\//, "").replace(/\.(md|yaml)$/, "");
    return { label, type, detail: title === label ? undefined : title };
  });
}

/** All that may stand at a path: alternatives side by side, references followed. */
function schemasAt(schema, path) {
  return path.reduce((known, step) => known.flatMap((one) => below(one, step, schema)), alternatives(schema, schema));
}

function propertyAt(schema, path) {
  const parents = schemasAt(schema, path.slice(0, -1));
  return parents.map((one) => one.properties?.[path.at(-1)]).find(Boolean);
}

function below(one, step, schema) {
  if (typeof step === "number") return one.items ? alternatives(one.items, schema) : [];
  const next = one.properties?.[step] ?? (typeof one.additionalProperties === "object" ? one.additionalProperties : null);
  return next ? alternatives(next, schema) : [];
}

function alternatives(one, schema, depth = 0) {
  if (!one || depth > 12) return [];
  if (one.$ref) return alternatives(schema.$defs?.[one.$ref.split("/").at(-1)], schema, depth + 1);
  const within = [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])];
  return [one, ...within.flatMap((each) => alternatives(each, schema, depth + 1))];
}

/** What a schema says of itself, in the language spoken: descriptions are “中文 / English”. */
function told(one, schema) {
  const text = one?.description ?? alternatives(one, schema).map((each) => each.description).find(Boolean);
  if (!text) return undefined;
  const [zh, ...en] = text.split(" / ");
  return lang() === "zh" || !en.length ? zh : en.join(" / ");
}
