// The page of runs: a table, and the curves of those that are chosen, kept up while they train.

import * as server from "./server.js";
import { chart } from "./chart.js";
import { percent } from "./blocks.js";

const byId = (id) => document.getElementById(id);
/// By name: {run, epochs, events}.
const shown = new Map();

const curves = [
  ["Loss of each block", (epoch) => epoch.block_loss],
  ["Accuracy of each block while it learns", (epoch) => epoch.block_accuracy],
  ["Validation accuracy", (epoch) => [epoch.validation_accuracy]],
  ["Samples a second", (epoch) => [epoch.samples_per_second]],
  ["Units that never fire, share of each block", (epoch) => epoch.dead_units],
  ["Effective rank of each block's outputs", (epoch) => epoch.effective_rank],
  ["Memory, MiB at its peak", (epoch) => [epoch.peak_memory_bytes / 2 ** 20]],
];

function row(run) {
  const made = document.createElement("tr");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: shown.has(run.name) });
  box.setAttribute("aria-label", `Show ${run.name}`);
  box.addEventListener("change", () => (box.checked ? watch(run) : leave(run.name)));
  const accuracy = (value) => (value === undefined || value === null ? "–" : percent(value));
  const fields = [
    run.name, run.state === "ended" ? "ended" : `under way, ${age(run.seconds_since_change)}`, run.algorithm,
    run.network, run.data, run.seed, accuracy(run.summary?.validation_accuracy),
    accuracy(run.summary?.test_accuracy),
  ];
  made.append(Object.assign(document.createElement("td")), ...fields.map((field, place) => {
    const cell = document.createElement(place === 0 ? "th" : "td");
    if (place === 0) cell.scope = "row";
    if (place === 0 && run.has_report) {
      cell.append(Object.assign(document.createElement("a"), { href: server.runReport(run.name), textContent: field }));
    } else {
      cell.textContent = field ?? "–";
    }
    return cell;
  }));
  made.firstChild.append(box);
  return made;
}

function age(seconds) {
  if (seconds < 120) return `last news ${Math.round(seconds)} s ago`;
  return `last news ${Math.round(seconds / 60)} min ago`;
}

function watch(run) {
  const events = server.runEvents(run.name);
  const kept = { run, epochs: [], events, hasEnded: false };
  shown.set(run.name, kept);
  // What is told anew after a broken connection takes the place of what was there.
  events.addEventListener("epoch", (event) => {
    const epoch = JSON.parse(event.data);
    kept.epochs = kept.epochs.filter((each) => each.epoch !== epoch.epoch).concat(epoch);
    draw();
  });
  events.addEventListener("end", () => {
    kept.hasEnded = true;
    events.close();
    draw();
    if (run.state !== "ended") list();
  });
  draw();
}

function leave(name) {
  shown.get(name)?.events.close();
  shown.delete(name);
  draw();
}

let isDrawing = false;
function draw() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    byId("live").hidden = shown.size === 0;
    byId("state").textContent = [...shown.values()].map(({ run, epochs, hasEnded }) =>
      `${run.name}: ${epochs.length} epoch${epochs.length === 1 ? "" : "s"}${run.epochs ? ` of ${run.epochs}` : ""}${hasEnded ? ", ended" : ""}`).join("; ");
    byId("charts").replaceChildren(...curves.map(([title, values]) => chart(title, lines(values)))
      .filter((figure) => figure.childElementCount > 1));
  });
}

function lines(values) {
  return [...shown.values()].flatMap(({ run, epochs }) => {
    const count = Math.max(0, ...epochs.map((epoch) => values(epoch)?.length ?? 0));
    return Array.from({ length: count }, (_, place) => ({
      name: [shown.size > 1 ? run.name : "", count > 1 ? `block ${place + 1}` : ""].filter(Boolean).join(", ") || "run",
      points: epochs.map((epoch) => [epoch.epoch, values(epoch)?.[place]]),
    }));
  });
}

async function list() {
  const runs = await server.runs();
  byId("none").hidden = runs.length > 0;
  byId("runs").hidden = runs.length === 0;
  byId("runs").querySelector("tbody").replaceChildren(...runs.map(row));
  return runs;
}

try {
  const runs = await list();
  const asked = new URLSearchParams(location.search).get("run");
  const first = runs.find((run) => run.name === asked) ?? runs.find((run) => run.state !== "ended") ?? runs[0];
  if (first) {
    watch(first);
    await list();
  }
} catch (error) {
  byId("trouble").textContent = error.message;
}
