// What a model is asked about: a drawing or a photo, a row, a text, or plain numbers.

import { Sheet } from "./canvas.js";
import { centered } from "./digit.js";

/// Fills `host` for a model. `onSample` is given {sample, canBeTaught}, or nothing when there is none.
export function makeInput(model, host, onSample) {
  host.replaceChildren();
  const make = { picture, row, text, numbers }[model.takes] ?? numbers;
  make(model, host, onSample);
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function picture(model, host, onSample) {
  const box = element("div", { className: "drawing" });
  host.append(box);
  const [channels, height, width] = model.shape;
  const file = element("input", { type: "file", accept: "image/png,image/jpeg", id: "photo" });
  if (channels === 1) drawing(box, width, height, file, onSample);
  box.append(element("label", {}, "or a photo ", file));
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    onSample({ sample: { file: await file.files[0].arrayBuffer() }, canBeTaught: false });
  });
}

function drawing(box, width, height, file, onSample) {
  const small = element("canvas", { width, height });
  small.setAttribute("role", "img");
  small.setAttribute("aria-label", "The drawing as the model sees it");
  const sheet = new Sheet(() => {
    file.value = "";
    const pixels = centered(sheet.ink, width, height);
    show(pixels, small);
    const numbers = [pixels.map((pixel) => Math.round(pixel * 255) / 255)];
    onSample({ sample: { numbers }, canBeTaught: true });
  });
  const clear = element("button", { type: "button", id: "clear", textContent: "Clear" });
  clear.addEventListener("click", () => {
    sheet.clear();
    show(new Array(width * height).fill(0), small);
    onSample();
  });
  box.append(
    sheet.canvas,
    element("div", { className: "buttons" }, clear,
      element("span", { className: "seen" }, small, "as the model sees it")));
}

function show(pixels, canvas) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  pixels.forEach((pixel, place) => {
    image.data.set([255 * pixel, 255 * pixel, 255 * pixel, 255], 4 * place);
  });
  context.putImageData(image, 0, 0);
}

function row(model, host, onSample) {
  const form = element("form", { className: "row-input" });
  for (const column of model.columns) {
    const id = `column-${column}`;
    form.append(
      element("label", { htmlFor: id, textContent: column }), element("input", { id, name: column }));
  }
  form.append(element("button", { type: "submit", textContent: "Ask" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onSample({ sample: { rows: [Object.fromEntries(new FormData(form))] }, canBeTaught: true });
  });
  host.append(form);
}

function text(model, host, onSample) {
  const area = element("textarea", { id: "text" });
  area.addEventListener("input", () => {
    onSample(area.value ? { sample: { texts: [area.value] }, canBeTaught: true } : undefined);
  });
  host.append(element("label", {}, "A text", area));
}

function numbers(model, host, onSample) {
  const count = model.shape.reduce((product, size) => product * size, 1);
  const area = element("textarea", { id: "numbers" });
  const form = element("form", {}, element("label", {}, `${count} numbers`, area),
    element("button", { type: "submit", textContent: "Ask" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = area.value.split(/[\s,;]+/).filter(Boolean).map(Number);
    onSample({ sample: { numbers: [values] }, canBeTaught: true });
  });
  host.append(form);
}
