// The network's answer as a whole, in words.

import { percent } from "./blocks.js";

const byId = (id) => document.getElementById(id);

/// Nothing is shown of no answer.
export function showAnswer(model, blocks, answer) {
  byId("exit").textContent = "";
  if (!answer) {
    byId("verdict").textContent = "Nothing asked yet.";
  } else if (answer.name === null) {
    byId("verdict").textContent = "No numbers are left to answer with.";
  } else {
    const [best, ...others] = answer.best;
    byId("verdict").textContent = `${best.name} (${percent(best.probability)})`;
    byId("exit").textContent =
      `Then ${others.map((each) => `${each.name} (${percent(each.probability)})`).join(", ")}. ${exit(answer, blocks)}`;
  }
  byId("legend").textContent = legend(model, blocks);
}

function exit(answer, blocks) {
  if (!answer.exit || blocks.length < 2) return "";
  const { blocks: used, confidence, choice } = answer.exit;
  return used < blocks.length
    ? `An early exit at ${percent(confidence)} would have stopped after block ${used} of ${blocks.length}, at ${choice.name}.`
    : `An early exit at ${percent(confidence)} would have needed all ${blocks.length} blocks.`;
}

function legend(model, blocks) {
  return blocks.some((block) => block.goodness)
    ? "Bars: the goodness of each label, how active the block is when it is shown the sample with that label; they begin a little below the least. The shares beside votes compare labels; they are no probabilities."
    : "Bars: what each block alone makes of the sample, as shares of 1.";
}
