"""Schemes are trees, and a record's leaf means the same in each that uses it."""

import pytest

from core.groups import SCHEMES
from core.groups.origin import ORIGIN_2005, ORIGIN_2005_EMPLOYEES, ORIGIN_2005_PUPILS
from core.groups.scheme import ALL, Scheme
from core.groups.setting import LEVEL, SECTOR, SETTINGS, Setting


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_leaves_are_parts_of_the_root(scheme: Scheme) -> None:
    assert scheme.leaves_under(ALL) == scheme.leaves
    assert all(scheme.path(node)[-1] == ALL for node in scheme.nodes)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_children_share_out_the_leaves_of_their_parent(scheme: Scheme) -> None:
    for parent in {above for _, above in scheme.parents}:
        children = [category for category, above in scheme.parents if above == parent]
        shared = [leaf for child in children for leaf in scheme.leaves_under(child)]
        assert sorted(shared) == sorted(scheme.leaves_under(parent))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.code)
def test_a_record_s_origin_is_the_same_leaf_in_every_pooling(setting: Setting) -> None:
    """Records store positions; two poolings with another order would swap groups unseen."""
    assert setting.origin.leaves == ORIGIN_2005.leaves


def test_other_non_western_holds_other_groups_for_pupils_than_for_employees() -> None:
    """The trap of the paper's tables: one printed label, two contents (views 2.7)."""
    pupils = ORIGIN_2005_PUPILS.leaves_under("surinamese_antillean_other")
    employees = ORIGIN_2005_EMPLOYEES.leaves_under("turkish_moroccan_other")
    assert set(pupils) == {"surinamese", "antillean", "other_non_western"}
    assert set(employees) == {"turkish", "moroccan", "other_non_western"}


def test_level_tables_leave_out_the_first_two_years() -> None:
    assert "first_years" not in LEVEL.leaves_under("upper_years")
    assert len(SECTOR.leaves) == 7


def test_a_category_under_an_unknown_parent_is_refused() -> None:
    with pytest.raises(ValueError, match="no tree"):
        Scheme("broken", (("a", "b"), ("b", ALL)))
