"""What the tests of the clinical engine are held against."""

from __future__ import annotations

import pytest

from tests.clinical.bench import Bench, real


@pytest.fixture(scope="session")
def bench() -> Bench:
    """The content as it is shipped; the mutation run puts changed content in its place."""
    return real()
