// Making elements. Texts only ever become text nodes: nothing is read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element; `attributes` with a value of null or false are left out, `on` holds listeners. */
function el(tag, attributes = {}, ...children) {
  return built(document.createElement(tag), attributes, children);
}

const drawn = (tag, attributes = {}, ...children) => built(document.createElementNS(SVG, tag), attributes, children);

function built(node, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function setShown(node, isShown) {
  if (node.hidden === isShown) node.hidden = !isShown;
}

function setAttribute(node, name, value) {
  if (value === null) { if (node.hasAttribute(name)) node.removeAttribute(name); }
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** Ids of the standard inside ids of the page. */
const idOf = (kind, id) => `${kind}-${id}`;
