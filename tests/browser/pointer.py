"""What visitors do with the mouse on a figure."""

from playwright.sync_api import Page


def choose_all_points(page: Page) -> None:
    """Draw a box around every point of the cloud on Contact."""
    graph = page.locator("#card-scatter .js-plotly-plot .nsewdrag").first
    graph.scroll_into_view_if_needed()
    box = graph.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
    page.mouse.move(box["x"] + box["width"] - 4, box["y"] + box["height"] - 4, steps=3)
    page.mouse.up()
