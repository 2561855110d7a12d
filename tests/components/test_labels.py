"""Labels of points find room where there is any, and headings stand above what they name."""

from components.address import Address
from components.card import answers_of
from components.exposed import exposed
from components.figures.labels import Point, placed
from components.figures.profile import BESIDE_MARKS, SYMBOL_OF, profile
from components.figures.relation import relation
from components.views import VIEWS
from core.questions.accumulation import Accumulation
from core.release import Release


def test_a_point_at_the_right_edge_has_its_label_on_the_other_side() -> None:
    left, right = placed([Point(10, 50, 2, "Hier"), Point(95, 50, 2, "Een lange naam")])
    assert left == ("Hier", "middle right")
    assert right == ("Een lange naam", "middle left")


def test_a_label_lies_over_no_point_that_has_none() -> None:
    beside = [Point(13, 50, 2, ""), Point(7, 50, 2, "")]
    (only,) = placed([Point(10, 50, 2, "Hier")], beside)
    assert only == ("Hier", "top center")


def test_a_label_that_fits_on_no_side_is_left_out() -> None:
    (wide,) = placed([Point(50, 50, 2, "x" * 200)])
    assert wide[0] == ""


def test_every_small_plot_has_its_heading_above_its_middle(release: Release) -> None:
    view = next(one for one in VIEWS if one.code == "contact")
    card = next(one for one in view.cards if one.code == "relation")
    answers = answers_of(card, Address(view.path, view.parameters), release)
    layout = relation(answers, "nl")["layout"]
    headings = [one for one in layout["annotations"] if one["y"] == 1]
    domains = [axis["domain"] for name, axis in layout.items() if name.startswith("xaxis")]
    assert len(headings) == len(domains) > 1
    for heading, (left, right) in zip(headings, domains, strict=True):
        assert heading["xanchor"] == "center"
        assert left < heading["x"] < right


def test_a_mark_at_nothing_stands_beside_the_name_of_its_row(release: Release) -> None:
    view = next(one for one in VIEWS if one.code == "municipality")
    card = next(one for one in view.cards if one.draw is profile)
    address = Address(view.path, view.parameters).having(place=("GM0363",))
    figure = profile(answers_of(card, address, release), "nl")
    round_ones = [one for one in figure["data"] if one["marker"]["symbol"] != SYMBOL_OF["country"]]
    largest = max(one["marker"]["size"] for one in round_ones)
    assert figure["layout"]["yaxis"]["ticklabelstandoff"] == BESIDE_MARKS > largest / 2


def test_a_group_is_not_named_beside_its_own_parts(release: Release) -> None:
    answer = Accumulation(year=2005, places=("NL01",)).answer(release)
    told = str(exposed((answer,), "nl")).partition("Het vaakst")[2].partition("Waar in")[0]
    assert "Niet-westers" not in told
    assert "Marokkaans" in told or "Turks" in told
