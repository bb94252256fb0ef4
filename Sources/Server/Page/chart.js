// Curves over epochs as SVG.

const size = { width: 480, height: 240, left: 44, right: 10, top: 10, bottom: 28 };
const svg = (name, attributes = {}) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

/// `curves` is a list of {name, points: [[epoch, value]]}; a value that is null is left out.
export function chart(title, curves) {
  const drawn = curves.map((curve) => ({
    name: curve.name, points: curve.points.filter(([, value]) => value !== null && value !== undefined),
  })).filter((curve) => curve.points.length > 0);
  const figure = document.createElement("figure");
  const caption = Object.assign(document.createElement("figcaption"), { textContent: title });
  figure.append(caption);
  if (drawn.length > 0) figure.append(picture(title, drawn), keys(drawn));
  return figure;
}

function picture(title, curves) {
  const values = curves.flatMap((curve) => curve.points.map(([, value]) => value));
  const epochs = curves.flatMap((curve) => curve.points.map(([epoch]) => epoch));
  const across = scale([Math.min(...epochs), Math.max(...epochs)], [size.left, size.width - size.right]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  const up = scale([low - room, high + room], [size.height - size.bottom, size.top]);
  const made = svg("svg", {
    class: "chart", viewBox: `0 0 ${size.width} ${size.height}`, role: "img",
    "aria-label": `${title}: ${curves.map((curve) => `${curve.name} ${short(curve.points.at(-1)[1])} at epoch ${curve.points.at(-1)[0]}`).join(", ")}`,
  });
  for (const value of marks(low, high)) {
    made.append(
      svg("line", { class: "rule", x1: size.left, x2: size.width - size.right, y1: up(value), y2: up(value) }),
      label(short(value), size.left - 5, up(value) + 4, "end"));
  }
  for (const epoch of new Set(marks(Math.min(...epochs), Math.max(...epochs)).map(Math.round))) {
    made.append(label(String(epoch), across(epoch), size.height - 10, "middle"));
  }
  made.append(svg("path", { class: "frame", d: `M${size.left} ${size.top}V${size.height - size.bottom}H${size.width - size.right}` }));
  curves.forEach((curve, place) => {
    const points = curve.points.map(([epoch, value]) => `${across(epoch).toFixed(1)} ${up(value).toFixed(1)}`);
    // A single point is a short line.
    made.append(svg("path", { class: style(place), d: `M${points.join("L")}${points.length === 1 ? "h2" : ""}` }));
  });
  return made;
}

function keys(curves) {
  const list = Object.assign(document.createElement("ul"), { className: "keys" });
  list.append(...curves.map((curve, place) => {
    const item = document.createElement("li");
    const sign = svg("svg", { class: "chart", viewBox: "0 0 26 10", "aria-hidden": "true" });
    sign.append(svg("path", { class: style(place), d: "M0 5H26" }));
    item.append(sign, `${curve.name} ${short(curve.points.at(-1)[1])}`);
    return item;
  }));
  return list;
}

/// As charts.css has them.
const style = (place) => `line hue-${place % 7} dash-${Math.floor(place / 7) % 3}`;

function label(text, x, y, anchor) {
  const made = svg("text", { x, y, "text-anchor": anchor });
  made.textContent = text;
  return made;
}

function scale([from, to], [start, end]) {
  return (value) => start + (to === from ? 0.5 : (value - from) / (to - from)) * (end - start);
}

/// About five round numbers.
function marks(low, high) {
  if (low === high) return [low];
  const step = 10 ** Math.floor(Math.log10((high - low) / 2));
  const width = [1, 2, 5].map((each) => each * step).find((each) => (high - low) / each <= 6) ?? 10 * step;
  const all = [];
  for (let mark = Math.ceil(low / width) * width; mark <= high + width / 1e6; mark += width) all.push(mark);
  return all;
}

const short = (value) => (Math.abs(value) >= 1000 ? value.toLocaleString("en", { notation: "compact" }) : String(Number(value.toPrecision(3))));
