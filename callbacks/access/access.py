"""Whether a visitor may open a series of releases, and what is remembered of it."""

from flask import g, has_request_context, session

from callbacks.access.audit import AuditLog
from callbacks.access.proxies import visitor_by_proxy
from callbacks.access.sessions import TOKEN, VISITOR
from callbacks.access.visitor import ANYONE, Visitor
from components.account import Account
from core.release import Release
from core.settings import Settings


class Access:
    """Who may open what; a series that no setting binds is open to anyone."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._groups_of = settings.groups_of
        self.signs_in = bool(settings.oidc_issuer)
        self.audit = AuditLog(settings.data / "audit.jsonl")

    @property
    def is_set(self) -> bool:
        """Whether any series is bound to groups."""
        return bool(self._groups_of)

    def is_bound(self, series: str) -> bool:
        """Whether only some may open it."""
        return series in self._groups_of

    def admits(self, series: str) -> bool:
        """Whether the present visitor may know of this series at all."""
        return not self.is_bound(series) or bool(self._groups_of[series] & self.visitor().groups)

    def visitor(self) -> Visitor:
        """Who asks: found once per request, and nobody outside of one."""
        if not has_request_context() or not self.is_set:
            return ANYONE
        if "visitor" not in g:
            g.visitor = self._signed_in() if self.signs_in else visitor_by_proxy(self._settings)
        found: Visitor = g.visitor
        return found

    def account(self) -> Account:
        """What the header says of the visitor."""
        name = self.visitor().name
        token = str(session.get(TOKEN, "")) if self.signs_in and has_request_context() else ""
        return Account(name, token, can_sign_in=self.signs_in)

    def opened(self, release: Release) -> Release:
        """The release, noted down if only some may open it; no cache may keep the answer."""
        if self.is_bound(release.series) and has_request_context():
            g.is_bound = True
            self.audit.opened(self.visitor().name, release.series, release.id)
        return release

    @staticmethod
    def _signed_in() -> Visitor:
        kept = session.get(VISITOR)
        return Visitor(kept["name"], frozenset(kept["groups"])) if kept else ANYONE
