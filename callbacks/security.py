"""Headers of every answer: what a page may load, and from whom; CONTRIBUTING gives reasons."""

from dash import Dash
from flask import Flask, Response, request

EMBEDDED = "/toon/"
"""Cards alone may stand in pages of others; nothing else may."""
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
YEAR_IN_SECONDS = 31_536_000


def register(server: Flask, app: Dash, embedders: str) -> None:
    """Send the headers along with every answer."""
    scripts = " ".join(f"{one}" for one in app.csp_hashes())

    @server.after_request
    def protect(response: Response) -> Response:
        alone = request.path.startswith(EMBEDDED)
        response.headers["Content-Security-Policy"] = policy(
            scripts, embedders if alone else "'none'"
        )
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not alone:
            response.headers["X-Frame-Options"] = "DENY"
        if request.path.startswith("/assets/") and response.status_code == 200:
            lasting = f"public, max-age={YEAR_IN_SECONDS}, immutable"
            response.headers["Cache-Control"] = lasting if "m" in request.args else "max-age=3600"
        return response


def policy(scripts: str, ancestors: str) -> str:
    """The content-security policy, with the hashes of Dash's own lines of script."""
    parts = {
        "default-src": "'none'",
        "script-src": f"'self' {scripts}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'none'",
        "frame-ancestors": ancestors,
        "base-uri": "'none'",
        "form-action": "'self'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())
