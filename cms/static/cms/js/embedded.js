// In the frame: tells the page around it how high it is, and nothing else.
const tell = () =>
  parent.postMessage({ frameHeight: document.documentElement.offsetHeight }, "*");

new ResizeObserver(tell).observe(document.documentElement);
addEventListener("message", ({ data }) => data === "frame height?" && tell());
