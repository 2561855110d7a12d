import numpy as np
import pytest
from scipy.stats import chisquare

from core.errors import ProtectionError
from core.protection.keys import KeyDomain, record_keys
from core.protection.prf import BLOCK, Purpose, draws, lookup_keys, siphash24
from tests.core.protection.samples import SEED, random_keys

# the reference implementation's table for SipHash-2-4: key 00…0f, message 00 01 02 …
OFFICIAL_KEY = (0x0706050403020100, 0x0F0E0D0C0B0A0908)
OFFICIAL = {
    0: 0x726FDB47DD0E0E31,
    8: 0x93F5F5799A932462,
    16: 0x3F2ACC7F57C29BDB,
    24: 0xB8AD50C6F649AF94,
    32: 0x7127512F72F27CCE,
}


@pytest.mark.parametrize(("length", "expected"), OFFICIAL.items())
def test_siphash_gives_the_official_vectors(length: int, expected: int) -> None:
    words = [int(w) for w in np.frombuffer(bytes(range(length)), "<u8")]
    assert int(siphash24(*OFFICIAL_KEY, words)[0]) == expected


def test_siphash_of_a_row_is_that_of_each_entry() -> None:
    rows = BLOCK + 3
    words = np.full(rows, 0x0706050403020100, np.uint64)
    words[1::2] = 5
    hashed = siphash24(*OFFICIAL_KEY, (words, 0x0F0E0D0C0B0A0908))
    assert set(hashed[::2].tolist()) == {OFFICIAL[16]}
    assert len(set(hashed[1::2].tolist())) == 1
    assert hashed[1] != hashed[0]


def test_the_lookup_keys_are_those_of_the_oracle() -> None:
    assert lookup_keys(SEED) == (0x249872C36DA82B4A, 0x21869721034CEB3C)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (0xC11F3D26AD7F7A74, 0x123A4D04),
        (0x8700A83D153A5A83, 0xB2F0DE9B),
        (0x481FE563C2B9D4F7, 0x04625234),
        (0xD249923D8B395D15, 0xFD04B735),
        (0x1A6977A14DF3320C, 0x29BA80CD),
    ],
)
def test_draws_are_those_of_the_oracle(key: int, expected: int) -> None:
    assert int(draws(np.array([key], np.uint64), SEED, Purpose.PEOPLE)[0]) == expected


def test_draws_of_sums_of_real_keys_are_uniform() -> None:
    keys = record_keys(np.arange(200_000), SEED, KeyDomain.PERSON)
    found = draws(np.cumsum(keys), SEED, Purpose.PEOPLE)
    for shift in (0, 12, 24):
        bins = np.bincount((found >> np.uint64(shift)).astype(np.uint8), minlength=256)
        assert chisquare(bins).pvalue > 0.001


def test_draws_for_two_purposes_are_unrelated() -> None:
    keys = random_keys(50_000)
    one, other = (
        draws(keys, SEED, p).astype(np.float64) for p in (Purpose.PEOPLE, Purpose.SCHOOL_SHARE)
    )
    assert abs(np.corrcoef(one, other)[0, 1]) < 0.02


def test_every_purpose_has_a_constant_of_its_own() -> None:
    assert int(Purpose.PEOPLE) == 0
    assert len({int(p) for p in Purpose}) == len(Purpose.__members__)


@pytest.mark.parametrize(("seed", "purpose"), [(None, Purpose.PEOPLE), (SEED, 0), (SEED, None)])
def test_no_seed_or_purpose_no_noise(seed: object, purpose: object) -> None:
    with pytest.raises(ProtectionError):
        draws(random_keys(1), seed, purpose)  # type: ignore[arg-type]


def test_no_cells_no_draws() -> None:
    assert len(draws(np.array([], np.uint64), SEED, Purpose.PEOPLE)) == 0
