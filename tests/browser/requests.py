"""What a page asks for after it has come: how often so far, and what is still on its way."""

from playwright.sync_api import Page

COUNTING = """
(() => {
  const fetched = window.fetch;
  const requests = window.requests = { underway: 0, begun: [] };
  window.fetch = async (...wanted) => {
    requests.begun.push(String(wanted[0].url ?? wanted[0]));
    requests.underway += 1;
    try { return await fetched(...wanted); } finally { requests.underway -= 1; }
  };
})();
"""
QUIET_MS = 1_000
LONGEST_MS = 40_000
REST = """
([before, quiet, longest]) => {
  const started = performance.now();
  let last = {};
  const look = () => {
    const now = { underway: window.requests.underway, begun: window.requests.begun.length };
    // Twice nothing: an answer that came just before a look is still being drawn.
    const rests = now.begun > before && now.begun === last.begun && !now.underway && !last.underway;
    last = now;
    if (rests || performance.now() - started > longest) window.rested = rests;
    else setTimeout(look, quiet);
  };
  setTimeout(look, quiet);
}
"""


def asked(page: Page, part: str = "") -> int:
    """How many addresses with these letters the page has asked for."""
    count: int = page.evaluate(
        "part => window.requests.begun.filter(one => one.includes(part)).length", part
    )
    return count


def require_rest(page: Page, before: int) -> None:
    """The page asks for more than before, has its answers, and then asks for nothing more.

    It looks by itself: a frozen page answers no questions, so that this waits in vain.
    """
    page.evaluate(REST, [before, QUIET_MS, LONGEST_MS / 2])
    page.wait_for_function("() => 'rested' in window", timeout=LONGEST_MS)
    assert page.evaluate("() => window.rested"), "the page asked nothing, or kept asking"
    page.evaluate("() => { delete window.rested; }")
