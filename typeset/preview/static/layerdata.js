// What is laid over pages: fetched once for each state, the last one kept until the next is there.

import { desk } from "/static/state.js";
import { lang } from "/static/words.js";

const kept = new Map();

/** The layers of a page as they were last known; null before the first answer. */
export function knownLayers(number) {
  return kept.get(number)?.data ?? null;
}

/** The layers of a page as they are now; null when the server has none. */
export async function layersOf(number) {
  const key = `${desk.state?.generation}/${lang()}`;
  const before = kept.get(number);
  if (before?.key === key) return before.answer;
  const answer = desk.ask(`/api/pages/${number}/layers`).catch(() => null);
  kept.set(number, { key, answer, data: before?.data ?? null });
  const data = await answer;
  const now = kept.get(number);
  if (data && now?.key === key) now.data = data;
  return data;
}
