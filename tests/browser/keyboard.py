"""What visitors do with the keyboard in a list."""

from playwright.sync_api import Locator

MOST_STEPS = 5


def go_to(box: Locator, option: Locator) -> None:
    """Go down to an option, looking where one is: a list just opened may begin at either end."""
    option.wait_for()
    for _ in range(MOST_STEPS):
        if option.get_attribute("data-combobox-selected"):
            break
        box.press("ArrowDown")
    box.press("Enter")
