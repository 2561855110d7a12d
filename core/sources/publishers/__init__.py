"""Files as publishers offer them, recognised by what is in them and read as they are."""

from core.sources.publishers.boundaries import BOUNDARIES
from core.sources.publishers.commuting import COMMUTING
from core.sources.publishers.conditions import CONDITIONS
from core.sources.publishers.key_figures import KEY_FIGURES
from core.sources.publishers.municipal_origin import MUNICIPAL_ORIGIN
from core.sources.publishers.postcode_areas import POSTCODE_AREAS
from core.sources.publishers.pupils import PUPILS
from core.sources.publishers.schools import SCHOOLS
from core.sources.publishers.source import PublisherSource

PUBLISHED: tuple[PublisherSource, ...] = (
    KEY_FIGURES,
    MUNICIPAL_ORIGIN,
    POSTCODE_AREAS,
    BOUNDARIES,
    PUPILS,
    SCHOOLS,
    COMMUTING,
    CONDITIONS,
)
"""Every kind of published file that can be read."""

__all__ = ["PUBLISHED", "PublisherSource"]
