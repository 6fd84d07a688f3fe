// The way back from a page leads to the list as it was left, filters and all; works without, too.
const link = document.querySelector("a.back");
const list = new URL(link.href);
const from = document.referrer && new URL(document.referrer);
if (from && from.origin === list.origin && from.pathname.startsWith(list.pathname))
  sessionStorage.setItem(list.pathname, from.href);
link.href = sessionStorage.getItem(list.pathname) ?? link.href;
