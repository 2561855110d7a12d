"""An identity provider that says whatever a test wants, signed with its own key or another's."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from werkzeug.test import TestResponse

CLIENT, SECRET = "atlas", "a-secret-of-the-tests"
SIGN_IN, BACK = "/aanmelden", "/aanmelden/terug"


@cache
def key(name: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "of-the-provider"}, private=True)


class Identity:
    """What the provider knows and does."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.claims: dict[str, Any] = {}
        """Said instead of the truth; a value of None is left out."""
        self.about: dict[str, Any] = {}
        self.more: dict[str, Any] = {}
        """What the userinfo endpoint says."""
        self.algorithm = "RS256"
        self.signing = "own"
        self.nonce = ""
        self.asked: dict[str, list[str]] = {}
        """The last request for a token."""

    def metadata(self) -> dict[str, Any]:
        ends = {f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token")}
        return {
            "issuer": self.address,
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **ends,
            **self.about,
        }

    def token(self) -> str:
        now = int(time.time())
        honest = {"iss": self.address, "sub": "u1", "aud": CLIENT, "iat": now, "exp": now + 300}
        named = {"preferred_username": "Ada", "groups": ["research"], "nonce": self.nonce}
        said = {**honest, **named, **self.claims}
        payload = {name: value for name, value in said.items() if value is not None}
        if self.algorithm == "none":
            return unsigned(payload)
        signing: Any = key(self.signing) if self.algorithm == "RS256" else OctKey.import_key(SECRET)
        header = {"alg": self.algorithm, "kid": "of-the-provider"}
        return jwt.encode(header, payload, signing, algorithms=[self.algorithm])

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            return self.metadata()
        if path == "/keys":
            return {"keys": [key("own").as_dict(private=False)]}
        if path == "/userinfo":
            return {"sub": "u1", **self.more}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}


def unsigned(payload: dict[str, Any]) -> str:
    from joserfc.util import urlsafe_b64encode  # noqa: PLC0415 # for this one lie

    parts = ({"alg": "none"}, payload)
    return ".".join(urlsafe_b64encode(json.dumps(one).encode()).decode() for one in parts) + "."


@contextmanager
def identity_provider() -> Iterator[Identity]:
    """The provider, listening on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(identity.answer(urlsplit(self.path).path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            identity.asked = parse_qs(body)
            self.reply(identity.answer("/token"))

        def reply(self, document: dict[str, Any]) -> None:
            body = json.dumps(document).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    identity = Identity(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield identity
    server.shutdown()
    server.server_close()
    thread.join()


def begun(client: FlaskClient, identity: Identity, then: str = "/contact") -> dict[str, str]:
    """What the browser brings to the provider."""
    response = client.get(SIGN_IN, query_string={"next": then})
    assert response.status_code == 302, response.text
    location = urlsplit(response.headers["Location"])
    assert f"{location.scheme}://{location.netloc}" == identity.address
    asked = {name: values[0] for name, values in parse_qs(location.query).items()}
    identity.nonce = asked["nonce"]
    return asked


def returned(client: FlaskClient, asked: dict[str, str], code: str = "c") -> TestResponse:
    """The browser comes back from the provider."""
    return client.get(BACK, query_string={"state": asked["state"], "code": code})


def signed_in(client: FlaskClient, identity: Identity, then: str = "/contact") -> TestResponse:
    """The whole way there and back."""
    return returned(client, begun(client, identity, then))
