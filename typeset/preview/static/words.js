// The words of the page, in Chinese and in English.

const KEPT = "typeset.lang";
const LANGUAGES = { zh: "zh-CN", en: "en" };

let known = {};
let language = "zh";

/** The language spoken now: "zh" or "en". */
export function lang() {
  return language;
}

/** What this browser chose before, or null. */
export function chosenLang() {
  const kept = localStorage.getItem(KEPT);
  return kept in LANGUAGES ? kept : null;
}

/** Speak a language from now on; resolves when its words are there. */
export async function speak(wanted, { keep = false } = {}) {
  const next = wanted in LANGUAGES ? wanted : "zh";
  const answer = await fetch(`/static/words.${next}.json`);
  known = await answer.json();
  language = next;
  document.documentElement.lang = LANGUAGES[next];
  if (keep) localStorage.setItem(KEPT, next);
}

/** The words for a key, with {fields} filled in; the key itself where nobody wrote any. */
export function word(key, fields = {}) {
  const text = known[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

/** Put words into what stands in the HTML: data-words is the text, data-words-label the name for those who do not see it. */
export function wordAll(root = document) {
  for (const one of root.querySelectorAll("[data-words]")) one.textContent = word(one.dataset.words);
  for (const one of root.querySelectorAll("[data-words-label]")) {
    one.setAttribute("aria-label", word(one.dataset.wordsLabel));
  }
}
