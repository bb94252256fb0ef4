// The page to ask on: puts together what a model is asked about, its answer, its blocks and the client's copy.

import * as server from "./server.js";
import { Copy } from "./copy.js";
import { makeInput } from "./inputs.js";
import { showAnswer } from "./answer.js";
import { showBlocks, showVotes } from "./blocks.js";

const byId = (id) => document.getElementById(id);
const page = { models: [], model: undefined, blocks: [], asked: undefined, answer: undefined, round: 0 };
const copy = new Copy(copyChanged);

const actions = {
  vote: (block, counts) => tryTo(() =>
    copy.edit(page.model.name, { action: counts ? "restore-vote" : "silence", block })),
  damage: (block, share) => tryTo(() =>
    copy.edit(page.model.name, { action: "damage", block, kind: "zero", share, seed: ++page.round })),
  remove: (block) => tryTo(() => copy.edit(page.model.name, { action: "remove", block })),
};

async function tryTo(work) {
  byId("trouble").textContent = "";
  try {
    await work();
  } catch (error) {
    byId("trouble").textContent = error.message;
    show();
  }
}

function choose(model) {
  page.model = model;
  page.asked = page.answer = undefined;
  byId("truth").replaceChildren(...model.classes.map((name) => new Option(name)));
  makeInput(model, byId("input"), (asked) => {
    page.asked = asked;
    askWhenFree();
  });
  return copy.throwAway();
}

/// While one question is under way the next waits, and of those that wait the last is asked.
async function askWhenFree() {
  if (page.isAsking) {
    page.asksAgain = true;
    return;
  }
  page.isAsking = true;
  do {
    page.asksAgain = false;
    await tryTo(ask);
  } while (page.asksAgain);
  page.isAsking = false;
}

async function ask() {
  const { asked, model } = page;
  const answer = asked && (await server.predict(model.name, copy.id, asked.sample)).answers[0];
  if (model !== page.model) return;
  page.answer = answer;
  show();
}

function show() {
  showAnswer(page.model, page.blocks, page.answer);
  showVotes(byId("blocks"), page.model, page.blocks, page.answer);
  for (const box of byId("blocks").querySelectorAll(".counts")) {
    box.checked = page.blocks[Number(box.closest("li").dataset.block) - 1].vote > 0;
  }
  byId("teach").querySelector("button").disabled = !page.asked?.canBeTaught;
}

async function copyChanged(state) {
  page.blocks = state?.blocks ?? page.model.blocks;
  showBlocks(byId("blocks"), page.blocks, actions);
  byId("copy-state").textContent = state
    ? "You look at your own copy now. The served model is what it was."
    : "The model itself never changes. The first change makes a copy that is yours alone.";
  byId("history").replaceChildren(...(state?.history ?? []).map((sentence) =>
    Object.assign(document.createElement("li"), { textContent: sentence })));
  byId("throw").disabled = !state;
  byId("save").hidden = !state;
  if (state) byId("save").href = server.copyFile(state.copy);
  show();
  await askWhenFree();
}

byId("teach").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!page.asked?.canBeTaught) return;
  tryTo(() => copy.teach(
    page.model.name, page.asked.sample, byId("truth").value, Number(byId("times").value)));
});
byId("throw").addEventListener("click", () => tryTo(() => copy.throwAway()));
byId("model").addEventListener("change", () => {
  const model = page.models.find((each) => each.name === byId("model").value);
  tryTo(() => choose(model));
});

await tryTo(async () => {
  page.models = await server.models();
  byId("model").replaceChildren(...page.models.map((model) => new Option(model.name)));
  if (page.models.length === 0) throw new Error("This server has no models; it shows runs.");
  await choose(page.models[0]);
});
