// The page put together.

import { help } from "/static/help.js";
import { listen } from "/static/keys.js";
import { LayerBar } from "/static/layerbar.js";
import { Notices } from "/static/notices.js";
import { Panel } from "/static/panel.js";
import { Rail } from "/static/rail.js";
import { Stage } from "/static/stage.js";
import { desk } from "/static/state.js";
import { Top } from "/static/top.js";
import { view } from "/static/view.js";
import { chosenLang, lang, speak, wordAll } from "/static/words.js";

export { desk } from "/static/state.js";

/** The language somebody chose here, else the one the server speaks. */
async function language() {
  const chosen = chosenLang();
  if (chosen) return chosen;
  const answer = await fetch("/api/state").catch(() => null);
  const state = answer?.ok ? await answer.json() : {};
  return state.lang ?? "zh";
}

async function begin() {
  await speak(await language());
  wordAll();
  const by = (id) => document.getElementById(id);
  let panel = null;
  const stage = new Stage(by("stage"), { told: (mark) => panel.findings.point(mark) });
  panel = new Panel(by("panel"), stage);
  const search = () => panel.search.open();
  const top = new Top(by("top"), stage, { help, search });
  new Rail(by("rail"), stage);
  new LayerBar(by("layer-bar"));
  new Notices(by("notices"));
  listen(stage, { help, search });
  desk.on("lang", () => top.build());
  const wide = () => document.body.classList.toggle("with-rail", view.mode !== "overview");
  view.addEventListener("view", wide);
  wide();
  await desk.refresh();
  desk.listen();
  document.documentElement.dataset.ready = lang();
}

begin();
