// A drawing as a model of small pictures knows drawings: as MNIST's digits were made.
//
// The ink's box is scaled, its sides in proportion, to 20/28 of the picture, each pixel being the mean of what
// it covers; then the ink's center of mass is put in the middle.
// Reference: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", 1998.

const share = 20 / 28;

/// `ink` is 0 to 255 by pixel of a square sheet; the answer is 0 to 1, `width` × `height`.
export function centered({ ink, side }, width, height) {
  const box = bounds(ink, side);
  if (!box) return new Array(width * height).fill(0);
  const longest = Math.max(box.right - box.left, box.bottom - box.top);
  const scale = share * Math.min(width, height) / longest;
  const mass = center(ink, side);
  const pixels = new Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      // What of the sheet this pixel covers.
      const left = mass.x + (column - width / 2) / scale;
      const top = mass.y + (row - height / 2) / scale;
      pixels[row * width + column] = mean(ink, side, left, top, 1 / scale) / 255;
    }
  }
  return pixels;
}

function bounds(ink, side) {
  const box = { left: side, top: side, right: 0, bottom: 0 };
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (ink[y * side + x] < 32) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  return box.right > box.left ? box : undefined;
}

function center(ink, side) {
  let [sum, x, y] = [0, 0, 0];
  for (let place = 0; place < ink.length; place++) {
    sum += ink[place];
    x += ink[place] * (place % side + 0.5);
    y += ink[place] * (Math.floor(place / side) + 0.5);
  }
  return { x: x / sum, y: y / sum };
}

/// Of a square of the sheet; beyond the sheet there is no ink.
function mean(ink, side, left, top, size) {
  const inside = (value) => Math.min(Math.max(Math.round(value), 0), side);
  const [x0, x1, y0, y1] = [left, left + size, top, top + size].map(inside);
  let sum = 0;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) sum += ink[y * side + x];
  }
  return sum / Math.max(size * size, 1);
}
