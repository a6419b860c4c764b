"""What earlier versions wrote opens, with every value as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mneedle_gui.records import audit
from mneedle_gui.records.schema import VERSION, make_records, open_records
from tests.old_stores.make import HERE, KEY, content_number, fill, layout

STORES = sorted(HERE.glob("version-*.db"))


def number_beside(store: Path) -> str:
    return store.with_suffix(".sha256").read_text("utf-8").strip()


def test_there_is_a_store_of_every_version() -> None:
    assert [store.stem for store in STORES] == [f"version-{n}" for n in range(1, VERSION + 1)]


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.stem)
def test_D15_a_store_of_an_earlier_version_opens_with_all_its_content(
    store: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "records.db"
    shutil.copy(store, copy)
    database, version = open_records(copy, KEY)
    assert f"version-{version}" == store.stem
    assert content_number(database) == number_beside(store)
    assert audit.verify(audit.rows_of(database), KEY) is None
    database.check_thoroughly()
    database.close()


def test_the_newest_store_has_the_tables_of_this_version(tmp_path: Path) -> None:
    shutil.copy(STORES[-1], tmp_path / "kept.db")
    make_records(tmp_path / "new.db", KEY)
    kept, _ = open_records(tmp_path / "kept.db", KEY)
    new, _ = open_records(tmp_path / "new.db", KEY)
    assert layout(kept) == layout(new)
    fill(new)
    assert content_number(new) == number_beside(STORES[-1])
    with new.writing() as writer:
        writer.run("UPDATE client SET note = note || ' '")
    assert content_number(new) != number_beside(STORES[-1])
    kept.close()
    new.close()
