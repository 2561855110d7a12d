import numpy as np
import pytest
from scipy.stats import chisquare

from core.errors import ProtectionError
from core.protection.keys import (
    KeyDomain,
    grouped_key_sums,
    key_sum,
    record_keys,
    stream_record_keys,
)
from tests.core.protection.samples import SEED, random_keys

# The specification, §4.2, oracle O3
ORACLE_IDS = [f"P{number:06d}" for number in range(5)]
ORACLE_KEYS = [
    0xC11F3D26AD7F7A74,
    0x1FA8BEC4E595F2B1,
    0x6757E9782FA467D2,
    0x475532A2BD398075,
    0x8AF45F9ACDFFDCA0,
]


def test_record_keys_are_those_of_the_oracle() -> None:
    keys = record_keys(ORACLE_IDS, SEED, KeyDomain.PERSON)
    assert keys.dtype == np.uint64
    assert keys.tolist() == ORACLE_KEYS


def test_the_key_of_a_set_is_the_sum_modulo_two_to_the_sixty_four() -> None:
    keys = np.array(ORACLE_KEYS, np.uint64)
    assert int(key_sum(keys[1:3])) == 0x8700A83D153A5A83
    assert int(key_sum(keys)) == 0x1A6977A14DF3320C
    assert int(key_sum(keys)) == sum(ORACLE_KEYS) % 2**64


def test_an_empty_set_has_key_zero() -> None:
    assert int(key_sum(np.array([], np.uint64))) == 0
    assert grouped_key_sums(np.array([], np.uint64), np.array([], np.int64), 2).tolist() == [0, 0]


def test_streaming_gives_the_same_keys_as_all_at_once() -> None:
    ids = [f"P{number}" for number in range(1_003)]
    streamed = list(stream_record_keys(iter(ids), SEED, KeyDomain.PERSON, chunk=100))
    assert [len(part) for part in streamed] == [100] * 10 + [3]
    assert np.array_equal(np.concatenate(streamed), record_keys(ids, SEED, KeyDomain.PERSON))


def test_an_array_of_ids_and_its_texts_have_the_same_keys() -> None:
    numbers = np.arange(100, 200)
    texts = [str(number) for number in numbers]
    of_numbers = record_keys(numbers, SEED, KeyDomain.PERSON)
    assert np.array_equal(of_numbers, record_keys(texts, SEED, KeyDomain.PERSON))
    assert np.array_equal(of_numbers, record_keys(np.array(texts), SEED, KeyDomain.PERSON))


def test_each_kind_of_unit_has_keys_of_its_own() -> None:
    found = {int(record_keys(["1"], SEED, domain)[0]) for domain in KeyDomain}
    assert len(found) == len(KeyDomain)


@pytest.mark.parametrize("wrong", ["", b"", None, 1.0, float("nan"), True, "\ud800"])
def test_an_id_without_one_spelling_is_refused(wrong: object) -> None:
    with pytest.raises(ProtectionError, match="an id is empty"):
        record_keys(["fine", wrong], SEED, KeyDomain.PERSON)  # type: ignore[list-item]


def test_a_refused_id_is_not_named() -> None:
    with pytest.raises(ProtectionError) as caught:
        record_keys(["secret-person\ud800"], SEED, KeyDomain.PERSON)
    assert "secret-person" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(("seed", "domain"), [(None, KeyDomain.PERSON), (SEED, "person")])
def test_no_seed_or_domain_no_keys(seed: object, domain: object) -> None:
    with pytest.raises(ProtectionError):
        record_keys(["1"], seed, domain)  # type: ignore[arg-type]


def test_sums_by_group_survive_every_roll_up_bit_for_bit() -> None:
    luck = np.random.default_rng(3)
    keys, cell = random_keys(5_000), luck.integers(0, 300, 5_000)
    cube = grouped_key_sums(keys, cell, 300)
    for _ in range(1_000):
        chosen = luck.random(300) < luck.random()
        rolled_up = int(key_sum(cube[chosen]))
        assert rolled_up == sum(keys[chosen[cell]].tolist()) % 2**64


def test_adding_keys_in_floating_point_would_lose_digits() -> None:
    """The trap: np.bincount with weights converts keys to float64 without a word."""
    keys, cell = random_keys(40), np.zeros(40, np.int64)
    exact = int(grouped_key_sums(keys, cell, 1)[0])
    by_bincount = np.bincount(cell, weights=keys)
    assert by_bincount.dtype == np.float64
    assert int(by_bincount[0]) % 2**64 != exact
    assert exact == sum(keys.tolist()) % 2**64


@pytest.mark.parametrize("kind", [np.float64, np.int64, np.uint32])
def test_keys_that_went_through_another_type_are_refused(kind: type[np.generic]) -> None:
    with pytest.raises(ProtectionError, match="uint64"):
        key_sum(np.array([1, 2]).astype(kind))
    with pytest.raises(ProtectionError, match="uint64"):
        grouped_key_sums(np.ones(2).astype(kind), np.array([0, 0]), 1)


def test_record_keys_are_uniform() -> None:
    keys = record_keys(np.arange(50_000), SEED, KeyDomain.PERSON)
    for shift in (0, 28, 56):
        bins = np.bincount((keys >> np.uint64(shift)).astype(np.uint8), minlength=256)
        assert chisquare(bins).pvalue > 0.001
