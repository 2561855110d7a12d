"""Settings are read once, and what makes no sense is named."""

from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings, read_settings


def test_without_any_the_defaults_hold() -> None:
    assert read_settings({"HOME": "/root"}) == Settings()


def test_each_is_read_as_its_own_kind() -> None:
    chosen = read_settings({"CONTACTATLAS_PORT": "9000", "CONTACTATLAS_DATA": "/srv/atlas"})
    assert chosen.port == 9000
    assert chosen.data == Path("/srv/atlas")


def test_a_misspelt_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        SettingsError, match=r"CONTACTATLAS_PROT: no such setting.*CONTACTATLAS_PORT"
    ):
        read_settings({"CONTACTATLAS_PROT": "9000"})


def test_a_value_of_another_kind_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError, match="CONTACTATLAS_PORT: expected int") as refused:
        read_settings({"CONTACTATLAS_PORT": "a-secret"})
    assert "a-secret" not in str(refused.value)


SIGN_IN = {
    "CONTACTATLAS_ACCESS": "register=research, policy;utrecht=utrecht",
    "CONTACTATLAS_PUBLIC_URL": "https://atlas.example.org",
    "CONTACTATLAS_OIDC_ISSUER": "https://identity.example.org/realm",
    "CONTACTATLAS_OIDC_CLIENT_ID": "atlas",
    "CONTACTATLAS_OIDC_CLIENT_SECRET": "never-shown",
}
BY_PROXY = {
    "CONTACTATLAS_ACCESS": "register=research",
    "CONTACTATLAS_PROXIES": "10.0.0.5, 10.1.0.0/16,2001:db8::/32",
    "CONTACTATLAS_PROXY_USER": "X-Remote-User",
    "CONTACTATLAS_PROXY_GROUPS": "X-Remote-Groups",
}


def test_groups_are_bound_to_series() -> None:
    chosen = read_settings(SIGN_IN)
    assert chosen.groups_of == {
        "register": frozenset({"research", "policy"}),
        "utrecht": frozenset({"utrecht"}),
    }
    assert "never-shown" not in repr(chosen)
    assert len(read_settings(BY_PROXY).proxy_networks) == 3


@pytest.mark.parametrize("whole", [SIGN_IN, BY_PROXY], ids=["sign-in", "proxy"])
def test_half_a_configuration_is_refused_by_the_name_of_what_is_missing(
    whole: dict[str, str],
) -> None:
    for name in whole:
        half = {one: value for one, value in whole.items() if one != name}
        with pytest.raises(SettingsError, match=name):
            read_settings(half)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("ACCESS", value) for value in ("register", "register=", "=x", "Register=x", "a=b;a=c")),
        *(("ACCESS", value) for value in ("../x=y", "a=,", "a b=c", "register=x=y")),
        *(("PUBLIC_URL", value) for value in ("atlas.example.org", "http://atlas.example.org")),
        *(("PUBLIC_URL", value) for value in ("https://atlas.example.org/atlas", "https://")),
        ("PUBLIC_URL", "https://user@atlas.example.org"),
        ("OIDC_ISSUER", "http://identity.example.org"),
        ("PROXIES", "everyone"),
        ("PROXIES", "10.0.0.1/8"),
        ("SESSION_MINUTES", "0"),
        ("REQUESTS_PER_MINUTE", "-1"),
    ],
)
def test_a_value_that_would_leave_something_open_is_refused(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"CONTACTATLAS_{name}"):
        read_settings(SIGN_IN | {f"CONTACTATLAS_{name}": value})


def test_one_way_to_sign_in_is_enough() -> None:
    with pytest.raises(SettingsError, match="choose one"):
        read_settings(SIGN_IN | BY_PROXY)


def test_a_sign_in_on_this_machine_needs_no_certificate() -> None:
    here = {
        "CONTACTATLAS_PUBLIC_URL": "http://127.0.0.1:8050",
        "CONTACTATLAS_OIDC_ISSUER": "http://localhost:9400",
    }
    assert read_settings(SIGN_IN | here).public_url == "http://127.0.0.1:8050"
