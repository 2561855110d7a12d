"""What a browser needs for a map of one level: the shapes of its places, and their names."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MapFile:
    """A compressed file of a release, known by its content."""

    path: str
    """Within the release's folder."""
    sha256: str


@dataclass(frozen=True)
class Map:
    """The files of one level; places stand in both in the order of their codes."""

    geometry: str
    geometry_sha256: str
    names: str
    names_sha256: str
    vintage: int
    places: int
    approximate: bool
    """Whether the boundaries are drawn by rule of thumb rather than measured."""

    @property
    def geometry_file(self) -> MapFile:
        """The shapes (see ``core.release.geometry`` for the format)."""
        return MapFile(self.geometry, self.geometry_sha256)

    @property
    def names_file(self) -> MapFile:
        """Codes, names and municipalities, in JSON."""
        return MapFile(self.names, self.names_sha256)

    def files(self) -> tuple[MapFile, MapFile]:
        """Both files."""
        return self.geometry_file, self.names_file
