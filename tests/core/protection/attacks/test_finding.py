import pytest

from core.protection.attacks.finding import Control, Finding

STRONG, WEAK = Control(0.99, 0.95), Control(0.90, 0.95)


@pytest.mark.parametrize(
    ("figure", "control", "must_exceed", "ok"),
    [
        (0.1, STRONG, False, True),
        (0.3, STRONG, False, False),
        (0.1, WEAK, False, False),
        (0.1, None, False, True),
        (0.3, None, True, True),
        (0.1, None, True, False),
        (float("nan"), STRONG, False, False),
        (float("nan"), None, True, False),
        (0.1, Control(float("nan"), 0.5), False, False),
    ],
)
def test_a_finding_is_ok_if_the_attack_fails_and_its_control_succeeds(
    figure: float, control: Control | None, must_exceed: bool, ok: bool
) -> None:
    finding = Finding("A0", figure, "share", 0.2, control, must_exceed)
    assert finding.ok is ok
    assert finding.row()["ok"] is ok


def test_a_row_has_what_every_judging_command_prints() -> None:
    row = Finding("A0", 0.1, "share", 0.2, STRONG).row()
    assert {"name", "figure", "unit", "limit", "ok"} < set(row)
    assert (row["control_figure"], row["control_limit"]) == (0.99, 0.95)
