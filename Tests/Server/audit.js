// What of a page cannot be named, read or seen whole: a list of sentences, empty where all is well.

const troubles = [];
const isShown = (each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });

// Names. Reference: Accessible Name and Description Computation 1.2, as far as these pages use it.
const nameOf = (each) =>
  (each.getAttribute("aria-label") || (each.labels && [...each.labels].map((label) => label.textContent).join(" ")) ||
    each.textContent || each.getAttribute("title") || "").trim();
for (const each of document.querySelectorAll("button, a, input, select, textarea, canvas, svg[role=img], [role=region]")) {
  const labelled = each.getAttribute("aria-labelledby");
  if (isShown(each) && !nameOf(each) && !(labelled && document.getElementById(labelled))) {
    troubles.push(`${each.outerHTML.slice(0, 120)} has no name`);
  }
}
const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
for (const id of new Set(ids)) if (ids.filter((each) => each === id).length > 1) troubles.push(`two have the id ${id}`);
if (!document.documentElement.lang) troubles.push("the page does not say its language");
if (document.querySelectorAll("h1").length !== 1) troubles.push("a page has one first heading");
if (document.querySelectorAll("main").length !== 1) troubles.push("a page has one main part");

// Contrast. Reference: WCAG 2.2, 1.4.3.
const numbers = (color) => color.match(/[\d.]+/g).map(Number);
const luminance = ([r, g, b]) => {
  const [x, y, z] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
};
const groundOf = (each) => {
  for (let at = each; at; at = at.parentElement) {
    const color = numbers(getComputedStyle(at).backgroundColor);
    if (color.length < 4 || color[3] > 0) return color;
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const each = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || !isShown(each) || each.disabled || each.closest("option")) continue;
  const style = getComputedStyle(each);
  const ink = luminance(numbers(each.namespaceURI.endsWith("svg") ? style.fill : style.color));
  const ground = luminance(groundOf(each));
  const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  if (ratio < 4.5) troubles.push(`"${walker.currentNode.textContent.trim().slice(0, 40)}" has a contrast of ${ratio.toFixed(2)}`);
}

// Width.
if (document.documentElement.scrollWidth > innerWidth) {
  troubles.push(`the page is ${document.documentElement.scrollWidth} pixels wide on ${innerWidth}`);
}
return troubles;
