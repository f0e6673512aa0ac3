"""The Linux bundle: what is refused, and what goes into it."""

from pathlib import Path

import pytest

from resources.packaging.errors import PackagingError
from resources.packaging.linux.tree import ARCHITECTURES, build_linux


@pytest.mark.parametrize("architecture", [name for name, why in ARCHITECTURES.items() if why] + ["s390x"])
def test_other_architectures_are_refused_with_the_reason(architecture: str, tmp_path: Path) -> None:
    with pytest.raises(PackagingError, match=ARCHITECTURES.get(architecture, "no such")[:30]):
        build_linux(tmp_path, architecture)
    assert not any(tmp_path.iterdir())
