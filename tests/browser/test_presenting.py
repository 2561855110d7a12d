"""From a card to the council meeting: put together, shown by keyboard, without a network too."""

import json
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Locator, Page, expect

MUNICIPALITY = "/gemeente?v=1&place=GM0363"
OWN = "/presenteren?v=1&place=GM0363"
KEY = "contactatlas-story"
MOST_INTERACTIONS = 25


def slides(page: Page) -> Locator:
    return page.locator("#story-slides > li[data-at]")


def sentences(page: Page) -> list[str]:
    expect(page.locator("#story-slides .eyebrow").first).not_to_contain_text("/")
    return page.locator("#story-slides .story-sentence").all_inner_texts()


def with_story(page: Page, *shows: tuple[str, str]) -> Page:
    """The page Presenteren with these slides in it."""
    told = [{"show": show, "search": search, "title": "", "notes": ""} for show, search in shows]
    story = {"kind": KEY, "v": 1, "name": "Proef", "lang": "nl", "slides": told}
    page.goto("/health")
    page.evaluate("([key, story]) => localStorage.setItem(key, story)", [KEY, json.dumps(story)])
    page.goto(OWN)
    expect(slides(page)).to_have_count(len(shows))
    sentences(page)
    return page


THREE = (
    ("contact/settings", "?place=GM0363"),
    ("gemeente/origins", "?place=GM0363"),
    ("woorden/chance", ""),
)


def stage_of(page: Page) -> Locator:
    page.locator("[data-story=present]").press("Enter")
    stage = page.get_by_role("dialog")
    expect(stage).to_have_attribute("data-ready", "1")
    return stage


def test_a_newcomer_builds_six_slides_in_few_steps(page: Page) -> None:
    steps = 0

    def click(locator: Locator) -> None:
        nonlocal steps
        steps += 1
        locator.click()

    page.goto(MUNICIPALITY)
    page.wait_for_selector("#card-origins .js-plotly-plot .main-svg")
    click(page.locator(".atlas-map [data-add]"))
    for card in ("profile", "origins", "contact_poor"):
        click(page.locator(f"#card-{card} [data-add]"))
    click(page.get_by_role("link", name="Contact", exact=True))
    page.wait_for_selector("#card-scatter .js-plotly-plot .main-svg")
    for card in ("scatter", "settings"):
        click(page.locator(f"#card-{card} [data-add]"))
    click(page.locator(".story-toast a"))
    expect(slides(page)).to_have_count(6)
    # The map comes first; in this small world no figure of a neighbourhood can be shown.
    assert [one for one in sentences(page)[1:] if "Amsterdam" not in one] == []
    click(page.locator("[data-story=present]"))
    expect(page.get_by_role("dialog").locator(".stage-counter")).to_have_text("1 van 6")
    assert steps <= MOST_INTERACTIONS


def test_presenting_goes_by_keyboard_alone(page: Page) -> None:
    with_story(page, *THREE)
    stage = stage_of(page)
    counter = stage.locator(".stage-counter")
    for key, at in (
        *(("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("Home", 1), ("End", 3)),
        *(("ArrowLeft", 2), ("Space", 3)),
    ):
        page.keyboard.press(key)
        expect(counter).to_have_text(f"{at} van 3")
    expect(stage.locator(".stage-title")).to_have_text(
        "Een kans om elkaar te ontmoeten is nog geen contact"
    )
    page.keyboard.press("Escape")
    expect(stage).to_have_count(0)


def test_on_a_phone_controls_stay_in_sight_and_every_row_has_its_height(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    with_story(page, ("kaart/map", "?year=2006"), THREE[0], THREE[1])
    stage = stage_of(page)
    figure = stage.locator(".stage-figure")
    map_box, foot = (
        figure.locator("svg").bounding_box(),
        stage.locator(".stage-foot").bounding_box(),
    )
    assert map_box
    assert foot
    assert map_box["width"] > 350
    assert map_box["y"] + map_box["height"] <= foot["y"]
    for name in ("Vorige", "Volgende", "Sluiten"):
        expect(stage.get_by_role("button", name=name)).to_be_in_viewport()
    expect(stage.get_by_role("button", name="Venster voor de spreker")).to_be_hidden()
    for _ in THREE[:2]:
        stage.evaluate("one => one.scrollTo(0, one.scrollHeight)")
        stage.get_by_role("button", name="Volgende").click()
        figure.locator(".main-svg").first.wait_for()
        page.wait_for_function(
            "document.querySelector('.stage-figure').layout.yaxis.tickfont?.size === 12"
        )
        assert stage.evaluate("one => one.scrollTop") == 0
        assert figure.evaluate("one => one.clientHeight / one.layout.yaxis.ticktext.length") > 25


def test_presenting_goes_on_without_a_network(page: Page) -> None:
    with_story(page, *THREE)
    stage = stage_of(page)
    page.context.set_offline(True)
    stage.locator("select").select_option("2005")
    expect(stage.locator(".stage-title")).to_contain_text("2005")
    stage.get_by_role("button", name="Terug naar het jaar").click()
    expect(stage.locator(".stage-title")).to_contain_text("2006")
    page.keyboard.press("PageDown")
    expect(stage.locator(".stage-figure .main-svg").first).to_be_visible()
    stage.get_by_role("button", name="Stap voor stap").click()
    expect(stage.locator(".stage-source")).to_contain_text("Synthetische cijfers")
    page.keyboard.press("End")
    expect(stage.locator(".stage-words li")).to_have_count(4)
    page.context.set_offline(False)


def test_a_figure_is_built_up_and_ends_with_us(page: Page) -> None:
    with_story(page, ("gemeente/profile", "?place=GM0363"))
    stage = stage_of(page)
    stage.get_by_role("button", name="Stap voor stap").press("Enter")
    shown = (
        "[...document.querySelector('.stage-figure').data].filter((one) => one.visible !== false)"
    )
    stage.locator(".stage-title").click()
    names: list[list[str]] = []
    while len(names) < 20:
        now = page.evaluate(f"{shown}.map((one) => one.name)")
        if names and now == names[-1]:
            break
        names.append(now)
        page.keyboard.press("PageDown")
        page.wait_for_timeout(250)
    assert names[0] == []
    assert [len(one) for one in names] == list(range(len(names)))
    assert set(names[-1]) - set(names[-2]) == {"Amsterdam"}


def test_the_speaker_sees_notes_and_what_comes_next(page: Page) -> None:
    with_story(page, *THREE)
    page.locator("[data-field=notes]").first.fill("Begin met de schaal.")
    page.locator("[data-field=notes]").first.press("Tab")
    stage = stage_of(page)
    with page.context.expect_page() as opened:
        stage.get_by_role("button", name="Venster voor de spreker").click()
    speaker = opened.value
    expect(speaker.locator(".speaker-notes")).to_have_text("Begin met de schaal.")
    expect(speaker.locator(".speaker-next")).to_contain_text("herkomst")
    speaker.get_by_role("button", name="Volgende").click()
    expect(stage.locator(".stage-counter")).to_have_text("2 van 3")
    expect(speaker.locator(".speaker-clock")).to_contain_text(":")


def test_what_is_begun_with_comes_into_sight_and_leaves_no_word_behind(page: Page) -> None:
    page.goto("/presenteren?v=1")
    begun = page.locator("[data-ready]")
    local = page.locator(".story-ready .user").first
    expect(local).to_contain_text("Kies hiervoor eerst een gemeente")
    expect(local.locator("button")).to_have_count(0)
    begun.last.press("Enter")
    expect(page.locator("#story-said")).to_contain_text("De presentatie is geopend")
    expect(page.locator("#story")).to_be_focused()
    expect(slides(page).first).to_be_in_viewport()
    page.locator("[data-story=clear]").click()
    expect(page.locator("#story-said")).to_be_empty()


def test_slides_are_moved_doubled_and_removed_with_a_way_back(page: Page) -> None:
    with_story(page, *THREE)
    first, second, third = sentences(page)
    page.locator("[data-move=down]").first.press("Enter")
    assert sentences(page) == [second, first, third]
    expect(page.locator("[data-move=down]").nth(1)).to_be_focused()
    slides(page).nth(2).drag_to(slides(page).nth(0))
    expect(page.locator(".story-sentence").first).to_have_text(third)
    page.locator("[data-remove]").first.click()
    expect(slides(page)).to_have_count(2)
    page.locator(".story-toast button").click()
    assert sentences(page) == [third, second, first]
    page.get_by_role("button", name="Verdubbelen").nth(2).click()
    page.locator("[data-double=place]").fill("Almere")
    page.locator("[data-double=year]").select_option("2005")
    page.locator(".story-double button").click()
    expect(page.locator(".story-sentence").nth(3)).to_contain_text("Almere, 2005")


def test_a_story_travels_as_a_link_and_as_a_file(page: Page, tmp_path: Path) -> None:
    with_story(page, *THREE)
    page.locator("[data-field=title]").first.fill("Mijn eigen titel")
    page.locator("[data-field=notes]").first.fill("Alleen voor mij")
    page.locator("[data-story=share]").click()
    expect(page.locator("#story-said")).to_contain_text("klembord")
    link = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        page.locator("[data-story=save]").click()
    kept = tmp_path / "story.json"
    download.value.save_as(kept)
    assert "Alleen voor mij" in kept.read_text("utf-8")
    page.locator("[data-story=clear]").click()
    expect(slides(page)).to_have_count(0)
    page.goto("/health")
    page.goto(link)
    page.locator("#story-found button").first.click()
    expect(slides(page)).to_have_count(3)
    assert sentences(page)[0] == "Mijn eigen titel"
    assert page.locator("[data-field=notes]").first.input_value() == "", "notes stay at home"
    with page.expect_file_chooser() as chooser:
        page.locator("[data-story=load]").click()
    chooser.value.set_files(kept)
    expect(page.locator("[data-field=notes]").first).to_have_value("Alleen voor mij")


def test_other_figures_than_when_added_are_pointed_out(page: Page) -> None:
    with_story(page, *THREE)
    page.evaluate(
        """(key) => {
          const story = JSON.parse(localStorage.getItem(key));
          Object.assign(story.slides[0], { release: "0000000000000000", mark: "x", said: "Toen." });
          story.slides[1].release = "0000000000000000";
          localStorage.setItem(key, JSON.stringify(story));
        }""",
        KEY,
    )
    page.reload()
    expect(page.locator(".story-newer")).to_contain_text("Bij 1 dia's zijn de cijfers anders")
    expect(page.locator(".story-changed")).to_have_count(1)
    expect(page.locator(".story-changed")).to_contain_text("Toen.")
    page.locator("[data-rebuild]").click()
    expect(page.locator(".story-newer")).to_have_count(0)
    expect(page.locator(".story-changed")).to_have_count(0)


@pytest.mark.slow
def test_a_file_is_asked_for_followed_and_fetched(page: Page) -> None:
    with_story(page, *THREE)
    page.set_default_timeout(90_000)
    with page.expect_download() as download:
        page.locator("[data-form=pptx]").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    expect(page.locator(".story-file")).to_contain_text("Klaar, 3 dia's")


def test_the_profile_of_a_municipality_fits_one_side_of_paper(page: Page, tmp_path: Path) -> None:
    page.goto(MUNICIPALITY)
    page.wait_for_selector("#card-origins .js-plotly-plot .main-svg")
    page.emulate_media(media="print")
    paper = tmp_path / "profile.pdf"
    page.pdf(path=paper, format="A4")
    with pikepdf.open(paper) as document:
        assert len(document.pages) == 1


def test_both_maps_of_a_page_become_slides_and_two_side_by_side_one(page: Page) -> None:
    page.goto("/verscheidenheid?v=1&place=GM0363&year=2006")
    for code in ("types", "diversity"):
        page.locator(f"#map-{code} [data-add]").click()
    page.goto("/kaart?v=1&place=GM0363&year=2006&beside=same&beside_year=2005")
    page.locator(".atlas-map [data-add]").click()
    page.goto("/presenteren?v=1")
    expect(slides(page)).to_have_count(3)
    first, _, last = sentences(page)
    assert "gemeenten een type" in first
    assert last.startswith("Twee kaarten: ")


def test_paper_is_black_on_white_and_the_screen_comes_back(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/contact?v=1&place=GM0363")
    page.wait_for_selector("#card-accumulation .js-plotly-plot .main-svg")
    drawn = "document.querySelector('#card-accumulation .js-plotly-plot')"
    before = page.evaluate(f"[{drawn}.layout.paper_bgcolor, {drawn}.layout.width]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    ground, patterns = page.evaluate(
        f"[{drawn}.layout.paper_bgcolor, {drawn}.data.map((one) => one.marker.pattern.shape)]"
    )
    assert ground == "#ffffff"
    assert len(set(patterns)) == len(patterns), "parts of a bar differ without colour"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    after = page.evaluate(f"[{drawn}.layout.paper_bgcolor, {drawn}.layout.width]")
    assert [one or None for one in after] == [one or None for one in before]


def test_a_card_in_a_page_of_another_fits_its_height_and_links_back(
    page: Page, address: str
) -> None:
    page.goto("/contact?v=1&lang=en&place=GM0363")
    page.locator("#card-compensation [data-embed]").click()
    expect(page.locator("#card-compensation [data-embed]")).to_contain_text("✓")
    line = page.evaluate("navigator.clipboard.readText()")
    assert "\n" not in line
    other = page.context.new_page()
    other.route(
        "**/elsewhere.html", lambda route: route.fulfill(body=line, content_type="text/html")
    )
    other.goto(f"{address}/elsewhere.html")
    frame = other.frame_locator("iframe")
    expect(frame.locator(".alone .sentence")).to_contain_text("pupils")
    expect(frame.locator("[data-add]")).to_be_hidden()
    back = frame.get_by_role("link", name="with all choices")
    assert "/contact?" in str(back.get_attribute("href"))
    frame.locator(".js-plotly-plot .main-svg").first.wait_for()
    other.wait_for_function(
        "Math.abs(document.querySelector('iframe').clientHeight - 640) > 5", timeout=20_000
    )
    other.close()


def test_a_map_on_paper_is_whole_and_light(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/kaart?v=1&place=GM0363")
    page.wait_for_selector(".atlas-map[data-state=ready]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.locator(".map-paper")
    expect(paper).to_have_count(1)
    expect(page.locator(".map-canvas")).to_be_hidden()
    wide = paper.evaluate("one => [one.clientWidth, one.parentElement.clientWidth]")
    assert wide[0] <= wide[1]
    assert "invert" in paper.evaluate("one => getComputedStyle(one).filter")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
