/* A page that begins with a map shows it before its figures: running Plotly, which draws those,
   takes most of a second in which nothing can be painted. Dash fetches Plotly unless there is one
   already, and waits where what is there is a promise. */
(function () {
  "use strict";
  const LONGEST_MS = 3000;
  if (!document.head.querySelector("link[data-map]")) return;

  const drawn = new Promise((done) => {
    for (const event of ["contactatlas-drawn", "contactatlas-moved"]) window.addEventListener(event, done, { once: true });
    setTimeout(done, LONGEST_MS);
  });
  /* What nobody looks at is never painted, and needn't be waited for. */
  const painted = () => new Promise((done) => (document.hidden ? done() : requestAnimationFrame(() => setTimeout(done))));

  function fetched() {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = window._dashPlotlyJSURL;
      script.onload = () => done();
      script.onerror = () => failed(new Error("plotly"));
      document.body.append(script);
    });
  }

  window.Plotly = drawn.then(painted).then(fetched);
})();
