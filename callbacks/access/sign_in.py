"""Signing in by OpenID Connect: to the identity provider and back, under a new session."""

import hmac
import logging
import secrets
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, request, session
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from callbacks.access.access import Access
from callbacks.access.plain import plain
from callbacks.access.sessions import TOKEN, UNTIL, VISITOR, Sessions, current_session
from core.settings import Settings

LOG = logging.getLogger("contactatlas.access")
SIGN_IN, BACK, SIGN_OUT = "/aanmelden", "/aanmelden/terug", "/afmelden"
NEXT = "next"
SAFE_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that nobody but the provider can make, as long as its keys are its own."""
PATIENCE_S = 10
LEEWAY_S = 30
"""How far the provider's clock may differ from ours."""
MOST_GROUPS = 500
UNREACHABLE = (RequestException, RuntimeError, KeyError, ValueError)


def register(server: Flask, settings: Settings, access: Access) -> None:
    """Serve the way to the identity provider, the way back, and the way out."""
    server.session_interface = Sessions(server, settings)
    provider = _provider(server, settings)
    own = settings.public_url.rstrip("/")

    @server.get(SIGN_IN)
    def begin() -> ResponseReturnValue:
        session[NEXT] = safe_path(request.args.get(NEXT, ""))
        try:
            _require_issuer(provider, settings)
            found: ResponseReturnValue = provider.authorize_redirect(own + BACK)
        except UNREACHABLE as error:
            return _failed(error, HTTPStatus.SERVICE_UNAVAILABLE)
        return found

    @server.get(BACK)
    def back() -> ResponseReturnValue:
        try:
            _require_issuer(provider, settings)
            claims = _claims(provider, settings)
        except (OAuthError, JoseError) as error:
            return _failed(error, HTTPStatus.BAD_REQUEST)
        except UNREACHABLE as error:
            return _failed(error, HTTPStatus.SERVICE_UNAVAILABLE)
        target = safe_path(session.get(NEXT, ""))
        _begin_session(claims, settings, access)
        return redirect(own + target)

    _register_way_out(server, own, access)


def _register_way_out(server: Flask, own: str, access: Access) -> None:
    @server.post(SIGN_OUT)
    def end() -> ResponseReturnValue:
        known, given = str(session.get(TOKEN, "")), request.form.get(TOKEN, "")
        if known and not hmac.compare_digest(known.encode(), given.encode()):
            return plain(HTTPStatus.FORBIDDEN, "refused")
        if VISITOR in session:
            access.audit.write("signed out", access.visitor().name)
        current_session().renew()
        return redirect(own + "/")


def safe_path(written: str) -> str:
    """A path on this server, with its query; anything that could lead elsewhere becomes Start."""
    plain_text = written.isprintable() and "\\" not in written and len(written) <= 2_000
    if not plain_text or not written.startswith("/") or written.startswith("//"):
        return "/"
    url = urlsplit(written)
    return "/" if url.scheme or url.netloc or url.path.startswith(SIGN_IN) else written


def groups_in(claims: Mapping[str, Any], name: str) -> list[str]:
    """The groups that a provider names: a list of texts, and nothing else."""
    found = claims.get(name)
    if not isinstance(found, list):
        return []
    return [one for one in found[:MOST_GROUPS] if isinstance(one, str)]


def _provider(server: Flask, settings: Settings) -> Any:
    return OAuth(server).register(
        "identity",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.oidc_scope,
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE_S,
        },
    )


def _require_issuer(provider: Any, settings: Settings) -> None:
    """What the provider says of itself is that of the settings, and leaves no weak signature."""
    about = provider.load_server_metadata()
    if str(about["issuer"]).rstrip("/") != settings.oidc_issuer.rstrip("/"):
        raise ValueError("the identity provider calls itself otherwise than the settings do")
    offered = about.get("id_token_signing_alg_values_supported") or ["RS256"]
    about["id_token_signing_alg_values_supported"] = [
        one for one in offered if one in SAFE_SIGNATURES
    ]


def _claims(provider: Any, settings: Settings) -> Mapping[str, Any]:
    """Who the provider says came back, for us and for this browser, just now."""
    issuer = provider.server_metadata["issuer"]
    token = provider.authorize_access_token(
        leeway=LEEWAY_S,
        claims_options={
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "value": settings.oidc_client_id},
        },
    )
    claims: Mapping[str, Any] | None = token.get("userinfo")
    if not claims:
        raise OAuthError("no_id_token")
    if settings.oidc_groups in claims or "userinfo_endpoint" not in provider.server_metadata:
        return claims
    more = provider.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise OAuthError("another_person")
    return {**more, **claims}


def _begin_session(claims: Mapping[str, Any], settings: Settings, access: Access) -> None:
    name = str(claims.get("preferred_username") or claims.get("name") or claims["sub"])[:200]
    groups = groups_in(claims, settings.oidc_groups)
    kept = {"name": name, "groups": groups}
    until = time.time() + 60 * settings.session_minutes
    current_session().renew(**{VISITOR: kept, UNTIL: until, TOKEN: secrets.token_urlsafe(24)})
    access.audit.write("signed in", name)


def _failed(error: Exception, status: HTTPStatus) -> ResponseReturnValue:
    """Words without what went wrong inside, which may hold a token."""
    LOG.warning("sign-in failed: %s", getattr(error, "error", None) or type(error).__name__)
    return plain(status, "sign_in.failed")
