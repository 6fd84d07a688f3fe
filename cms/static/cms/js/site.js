// Everything works without scripts; these only spare a visitor the wait for a whole page.
if (document.querySelector("form[data-live]")) import("./live-filter.js");
