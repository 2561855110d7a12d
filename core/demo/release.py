"""The demo country as a release that can be served."""

import tempfile
from pathlib import Path

from core.demo.generation import generate
from core.demo.geography import demo_boundaries
from core.release import Release
from core.release.build import build
from core.release.geometry import LEVELS_DRAWN
from core.sources.progress import Progress, no_progress


def demo_release(data: Path, scale: float = 1.0, progress: Progress = no_progress) -> Release:
    """The release of the synthetic country, which from then on is the current one.

    The people themselves are not kept: the same seed draws them again.
    """
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="demo-", dir=data) as passing:
        bundle = generate(Path(passing) / "bundle", scale, progress=progress)
        drawn = {level: demo_boundaries(level, scale) for level in LEVELS_DRAWN}
        return build(bundle, data / "releases", progress=progress, boundaries=drawn)
