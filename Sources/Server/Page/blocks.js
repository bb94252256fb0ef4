// The network as its blocks, the highest on top: each with its own vote, its evidence, and what can be done to it.

const most = 10;

/// Fills the list. `actions` has `vote(number, counts)`, `damage(number, share)` and `remove(number)`.
export function showBlocks(list, blocks, actions) {
  list.replaceChildren(
    ...blocks.map((block, place) => item(block, place + 1, actions)).reverse());
}

function item(block, number, actions) {
  const made = document.createElement("li");
  made.className = "block";
  made.dataset.block = number;
  made.innerHTML = `
    <h3>Block ${number} <span class="layers"></span> <span class="vote"></span></h3>
    <div class="bars"></div>
    <div class="buttons">
      <label><input type="checkbox" class="counts"> its vote counts</label>
      <button type="button" class="damage" aria-label="Damage block ${number}">Damage</button>
      <select class="share" aria-label="Share of block ${number}'s weights to damage">
        <option value="0.1">10 % of its weights</option><option value="0.5">50 % of its weights</option>
        <option value="1">all its weights</option></select>
      <button type="button" class="remove" aria-label="Take block ${number} out">Take out</button>
    </div>`;
  made.querySelector(".layers").textContent = block.layers.join(", ");
  const counts = made.querySelector(".counts");
  counts.checked = block.vote > 0;
  counts.addEventListener("change", () => actions.vote(number, counts.checked));
  made.querySelector(".damage").addEventListener("click", () =>
    actions.damage(number, Number(made.querySelector(".share").value)));
  made.querySelector(".remove").addEventListener("click", () => actions.remove(number));
  return made;
}

/// Shows an answer's votes, the signal going up from the lowest block.
export function showVotes(list, model, blocks, answer) {
  const delay = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 60;
  [...list.children].reverse().forEach((each, place) => {
    each.classList.remove("speaks", "stops");
    const vote = answer?.votes[place];
    each.querySelector(".vote").textContent =
      !answer || answer.votes.length === 0 ? "" : vote ? `votes ${vote.name} (${percent(vote.probability)})` : "has no numbers left";
    const values = answer?.goodness?.[place] ?? shares(answer?.block_evidence[place]);
    showBars(each.querySelector(".bars"), model, blocks[place].goodness, values, vote);
    if (!answer) return;
    setTimeout(() => {
      each.classList.add("speaks");
      each.classList.toggle("stops", answer.exit?.blocks === place + 1);
    }, delay * place);
  });
}

/// Goodness from a little below the least, because labels differ by little of it; shares from 0.
function showBars(host, model, isGoodness, values, vote) {
  if (!values || values.includes(null)) return host.replaceChildren();
  const top = Math.max(...values);
  const least = Math.min(...values);
  const floor = isGoodness ? least - (top - least) / 4 : 0;
  const chosen = values.map((_, place) => place).sort((a, b) => values[b] - values[a]).slice(0, most)
    .sort((a, b) => a - b);
  host.replaceChildren(...chosen.map((place) => {
    const bar = document.createElement("div");
    bar.className = place === vote?.label ? "bar best" : "bar";
    bar.innerHTML = '<span class="name"></span><span class="track"><span class="fill"></span></span><span class="value"></span>';
    bar.querySelector(".name").textContent = model.classes[place];
    bar.querySelector(".value").textContent = isGoodness ? values[place].toPrecision(4) : percent(values[place]);
    bar.querySelector(".fill").style.width = `${(100 * (values[place] - floor)) / (top - floor || 1)}%`;
    return bar;
  }));
}

/// What softmax makes of evidence.
function shares(evidence) {
  if (!evidence || evidence.includes(null)) return undefined;
  const top = Math.max(...evidence);
  const powers = evidence.map((each) => Math.exp(each - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((each) => each / sum);
}

/// What is rounded is not called all or nothing.
export function percent(share) {
  if (share > 0.999 && share < 1) return "> 99.9 %";
  if (share < 0.001 && share > 0) return "< 0.1 %";
  return `${(100 * share).toFixed(1)} %`;
}
