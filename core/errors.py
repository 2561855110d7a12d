"""Every error that Contactatlas raises on purpose, in one tree.

The message says what is wrong, where, what was expected and what to do, and never
holds a person's value. ``key`` names the bilingual text a reader gets instead.
"""


class CoreError(Exception):
    """Something a person can act on."""

    key = "errors.core"


class InputError(CoreError):
    """Files that can't be read as what they claim to be, with every problem found."""

    key = "errors.input"

    def __init__(self, problems: "list[str] | tuple[str, ...] | str") -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class BundleError(CoreError):
    """Tables that don't belong together."""

    key = "errors.bundle"


class ReleaseError(CoreError):
    """A release that can't be trusted, or can't be written."""

    key = "errors.release"


class ProtectionError(CoreError):
    """Something that would leave the core unprotected; nothing is answered."""

    key = "errors.protection"


class AccessError(CoreError):
    """Nothing here is for someone who hasn't signed in, or nothing is here."""

    key = "errors.access"


class SettingsError(CoreError):
    """A setting that makes no sense, by name."""

    key = "errors.settings"


class QuestionError(CoreError):
    """A question that can't be asked; ``parameter`` names the field at fault."""

    key = "errors.question"

    def __init__(self, message: str, parameter: str | None = None) -> None:
        self.parameter = parameter
        super().__init__(message)


class NotInReleaseError(QuestionError):
    """A well-formed question that this release has no data for.

    ``lacks`` names the kind of data that is missing, so that a reader is told what it needs.
    """

    key = "errors.not_in_release"

    def __init__(self, message: str, parameter: str | None = None, lacks: str = "") -> None:
        self.lacks = lacks
        super().__init__(message, parameter)


class FileNotMadeError(CoreError):
    """A file that can't be made now: too much asked, or something failed on the way."""

    key = "errors.file_not_made"


class StoryError(QuestionError):
    """A story of slides that can't be read or told."""

    key = "errors.story"
