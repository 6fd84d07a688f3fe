// In the frame: tells the page around it how high the agenda is, and nothing else.
const tell = () =>
  parent.postMessage({ agendaHeight: document.documentElement.offsetHeight }, "*");

new ResizeObserver(tell).observe(document.documentElement);
addEventListener("message", ({ data }) => data === "agenda height?" && tell());
