/* Tables are sorted by the button in a heading; numbers by their value, names by the language. */
(function () {
  "use strict";

  function key(row, at) {
    const cell = row.cells[at];
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }

  function compare(at, isText, language) {
    return (one, other) => {
      if (isText) return one.cells[at].textContent.localeCompare(other.cells[at].textContent, language);
      const [a, b] = [key(one, at), key(other, at)];
      if (a === null || b === null) return (a === null) - (b === null);
      return a - b;
    };
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.sorter");
    if (!button) return;
    const heading = button.closest("th");
    const table = heading.closest("table");
    const falling = heading.getAttribute("aria-sort") !== "descending";
    table.querySelectorAll("th").forEach((one) => one.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = table.tBodies[0];
    const order = compare(heading.cellIndex, heading.classList.contains("text"), document.documentElement.lang);
    const rows = [...body.rows].sort(order);
    const isText = heading.classList.contains("text");
    const known = rows.filter((row) => isText || key(row, heading.cellIndex) !== null);
    const unknown = rows.filter((row) => !known.includes(row));
    body.append(...(falling ? known.reverse() : known), ...unknown);
  });
})();
