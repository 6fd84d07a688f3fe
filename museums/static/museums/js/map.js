// The map of the museums found, once somebody asks for it: nothing of it is fetched before.
const part = document.querySelector(".map-on-demand");
const button = part.querySelector("button");
const frame = part.querySelector(".live-map");
const words = part.dataset;
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let map;
let museums;

const fetched = (element) =>
  new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });
const script = (src) => fetched(Object.assign(document.createElement("script"), { src }));
const style = (href) =>
  fetched(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));

function element(name, text, values = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...values });
}

function pin(html, className, size) {
  return L.divIcon({ html, className, iconSize: [size, size] });
}

function group(cluster) {
  const number = element("span", cluster.getChildCount());
  number.append(element("span", ` ${words.many}`, { className: "visually-hidden" }));
  return pin(number, "map-pin many", 36);
}

function marker({ geometry, properties }) {
  const [longitude, latitude] = geometry.coordinates;
  const one = L.marker([latitude, longitude], { icon: pin("", "map-pin", 24), title: properties.name });
  const label = element("p", "");
  label.append(element("a", properties.name, { href: properties.url }), element("br"));
  label.append(properties.town);
  one.bindPopup(label, { autoPan: !isCalm });
  one.on("add", () => (one.getElement().ariaLabel = properties.name));
  one.on("popupopen", () => label.querySelector("a").focus({ preventScroll: true }));
  return one;
}

async function showFound() {
  const response = await fetch(words.points + location.search);
  const { features } = await response.json();
  museums.clearLayers();
  museums.addLayers(features.map(marker));
  if (features.length) map.fitBounds(museums.getBounds(), { padding: [30, 30], maxZoom: 13 });
  else map.fitWorld();
}

async function begin() {
  await Promise.all([style(words.style), script(words.library)]);
  await script(words.clusters);
  map = L.map(frame, {
    dragging: !L.Browser.mobile, // on a telephone one finger scrolls the page, two move the map
    scrollWheelZoom: false,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    zoomControl: false,
  });
  L.control.zoom({ zoomInTitle: words.nearer, zoomOutTitle: words.farther }).addTo(map);
  map.attributionControl.setPrefix(false);
  L.tileLayer(words.tiles, {
    attribution: words.credit,
    maxZoom: 18,
    referrerPolicy: "no-referrer",
  }).addTo(map);
  museums = L.markerClusterGroup({
    animate: !isCalm,
    iconCreateFunction: group,
    maxClusterRadius: 50,
    showCoverageOnHover: false,
  }).addTo(map);
  new MutationObserver(showFound).observe(document.getElementById("results"), { childList: true });
}

button.addEventListener("click", async () => {
  frame.hidden = !frame.hidden;
  button.ariaExpanded = String(!frame.hidden);
  if (map || frame.hidden) return;
  try {
    await begin();
    await showFound();
  } catch {
    frame.textContent = words.failed;
  }
});
