/* The search in the entries of the page on data and method: what doesn't have the words is hidden. */
(function () {
  "use strict";

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function show(page, words, told, data) {
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    let count = 0;
    page.querySelectorAll(".entry").forEach((entry) => {
      const heading = entry.closest("section").querySelector("h2").textContent;
      const text = plain(heading + " " + entry.textContent);
      entry.hidden = !wanted.every((word) => text.includes(word));
      count += !entry.hidden;
      // A closed list shows why it was found, and closes again afterwards.
      if (entry.tagName === "DETAILS") entry.open = wanted.length > 0 && !entry.hidden;
    });
    page.querySelectorAll("section").forEach((section) => {
      section.hidden = wanted.length > 0 && !section.querySelector(".entry:not([hidden])");
    });
    told.textContent = !wanted.length ? "" : count ? data.found.replace("#", count) : data.nothing;
  }

  function build(box) {
    const data = box.dataset;
    const label = document.createElement("label"), input = document.createElement("input");
    const told = document.createElement("p");
    label.textContent = data.label;
    label.htmlFor = input.id = "entry-search";
    Object.assign(input, { type: "search", placeholder: data.hint, maxLength: 80, autocomplete: "off" });
    told.setAttribute("role", "status");
    box.replaceChildren(label, input, told);
    input.addEventListener("input", () => show(box.parentElement, input.value, told, data));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      input.value = "";
      show(box.parentElement, "", told, data);
    });
  }

  new MutationObserver(() => {
    document.querySelectorAll(".entry-search:empty").forEach(build);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
