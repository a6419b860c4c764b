from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records import finding
from mneedle_gui.records.clients import (
    Client,
    ClientConflict,
    ClientGone,
    Details,
    NameMissing,
    bring_back,
    create,
    edit,
    mark_erased,
    read,
    seen,
)
from mneedle_gui.records.duplicates import Alike, likely_same, merge, separate
from mneedle_gui.records.errors import DiskFull
from mneedle_gui.records.finding import By, find, recent
from tests.records.rows_stage import NOOR, SARA, Stage, stage

BIRTH = PartialDate(1990, 3, 14)
LAYLA = Details("Layla Haddad", BIRTH, "+971 50 123 4567", "l@example.org", "en", "Comes by bus")


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def names(here: Stage, typed: str, limit: int = 20) -> list[str]:
    return [hit.client.name for hit in find(here.database, typed, limit)]


def test_a_client_is_kept_as_typed_with_a_number_of_its_own(here: Stage) -> None:
    first, second = here.client(LAYLA), here.client(Details("Omar"))
    assert (first.reference, second.reference) == ("C-000001", "C-000002")
    assert first.details == LAYLA
    assert read(here.database, first.id) == first
    assert here.told[0][:3] == ("create", "client", first.id)


def test_a_save_that_is_repeated_makes_no_second_client(here: Stage) -> None:
    desk = here.desk()
    key = desk.new_id()
    first = create(here.database, desk, key, LAYLA)
    assert create(here.database, desk, key, LAYLA) == first
    assert len(here.told) == 1
    assert here.client(Details("Omar")).reference == "C-000002"


@pytest.mark.parametrize("name", ["", "   ", "\u00a0\u200b", "\x00"])
def test_f16_a_name_that_cannot_be_seen_is_missing(here: Stage, name: str) -> None:
    with pytest.raises(NameMissing):
        here.client(Details(name))
    assert here.database.rows("SELECT * FROM client") == []
    client = here.client(LAYLA)
    with pytest.raises(NameMissing):
        edit(here.database, here.desk(), client, Details(name))


@pytest.mark.parametrize(
    "name",
    ["X", "y" * 200, "Madonna", "Ludwig van Beethoven", "de", "O’Neil; DROP TABLE client;--", '<b>%_"\\'],
)  # fmt: skip
def test_f14_f19_any_name_is_kept_letter_for_letter(here: Stage, name: str) -> None:
    client = here.client(Details(name))
    kept = read(here.database, client.id)
    assert kept is not None
    assert kept.name == name
    assert here.database.rows("SELECT count(*) FROM client") == [(1,)]


@pytest.mark.parametrize("birth", [None, PartialDate(1990), PartialDate(1990, 3), BIRTH])
def test_a_birth_date_may_be_partly_known(here: Stage, birth: PartialDate | None) -> None:
    client = here.client(Details("Layla", birth))
    kept = read(here.database, client.id)
    assert kept is not None
    assert kept.details.birth_date == birth


def test_a_change_is_kept_found_and_told_with_old_and_new(here: Stage) -> None:
    client = here.client(LAYLA)
    changed = edit(here.database, here.desk(), client, replace(LAYLA, name="Layla Nasser"))
    assert changed.row_version == 2
    assert names(here, "nasser") == ["Layla Nasser"]
    assert names(here, "haddad") == []
    [change] = here.told[-1][3]
    assert (change.field, change.old, change.new) == ("name", "Layla Haddad", "Layla Nasser")


def test_a_change_to_the_same_writes_nothing(here: Stage) -> None:
    client = here.client(LAYLA)
    assert edit(here.database, here.desk(), client, LAYLA) == client
    assert len(here.told) == 1


def test_d08_two_people_change_one_client_and_the_second_sees_both(here: Stage) -> None:
    client = here.client(LAYLA)
    theirs = edit(here.database, here.desk(NOOR), client, replace(LAYLA, phone="04 333 4444"))
    mine = replace(LAYLA, email="other@example.org")
    with pytest.raises(ClientConflict) as trouble:
        edit(here.database, here.desk(SARA), client, mine)
    assert trouble.value.yours == mine
    assert trouble.value.theirs == theirs
    assert read(here.database, client.id) == theirs
    assert "Layla" not in str(trouble.value)
    assert edit(here.database, here.desk(SARA), theirs, mine).details == mine


def test_d25_a_client_marked_as_erased_is_hidden_and_comes_back_whole(here: Stage) -> None:
    client = here.client(LAYLA)
    marked = mark_erased(here.database, here.desk(), client)
    assert marked.erased_at
    assert names(here, "layla") == names(here, client.reference) == []
    assert recent(here.database) == ()
    with pytest.raises(ClientGone):
        edit(here.database, here.desk(), marked, replace(LAYLA, name="N"))
    back = bring_back(here.database, here.desk(), client.id)
    assert back.details == LAYLA
    assert back.in_use
    assert names(here, "haddad") == ["Layla Haddad"]
    assert [told[0] for told in here.told] == ["create", "erase", "change"]
    assert bring_back(here.database, here.desk(), client.id) == back


def test_d08_a_client_changed_meanwhile_is_not_erased(here: Stage) -> None:
    client = here.client(LAYLA)
    edit(here.database, here.desk(), client, replace(LAYLA, note="x"))
    with pytest.raises(ClientConflict):
        mark_erased(here.database, here.desk(), client)
    assert names(here, "layla") == ["Layla Haddad"]


def test_a_failed_change_leaves_all_as_it_was(here: Stage) -> None:
    client = here.client(LAYLA)

    def refuse(*_: object) -> None:
        raise DiskFull

    desk = replace(here.desk(), audit=refuse)
    with pytest.raises(DiskFull):
        edit(here.database, desk, client, replace(LAYLA, name="Nobody"))
    assert read(here.database, client.id) == client
    assert names(here, "haddad") == ["Layla Haddad"]
    assert names(here, "nobody") == []


def test_the_ones_seen_last_come_first(here: Stage) -> None:
    clients = [here.client(Details(name)) for name in ("A", "B", "C")]
    with here.database.writing() as writer:
        seen(writer, clients[0].id, here.desk().moment())
    assert [client.name for client in recent(here.database, 2)] == ["A", "C"]


def test_whole_words_come_before_beginnings_and_sounds_last(here: Stage) -> None:
    for name in ("Alina Berg", "Ali Hassan", "Aly Hassan", "علي حسن", "Omar"):
        here.client(Details(name))
    assert names(here, "ali") == ["Ali Hassan", "Alina Berg", "Aly Hassan", "علي حسن"]
    hits = find(here.database, "mohammed") or find(here.database, "ali hassan")
    assert [(hit.client.name, hit.by) for hit in hits] == [
        ("Ali Hassan", By.WORDS),
        ("Aly Hassan", By.SOUND),
        ("علي حسن", By.SOUND),
    ]


def test_words_dates_numbers_and_telephones_find_together(here: Stage) -> None:
    client = here.client(LAYLA)
    here.client(Details("Layla Haddad", PartialDate(1985, 1, 2), "055 999 0000"))
    assert len(names(here, "had lay")) == 2
    for typed in ("layla 14.3.1990", "haddad 0501234567", "4567", "c-1", "1"):
        assert [hit.client for hit in find(here.database, typed)] == [client]
    assert names(here, "layla omar") == names(here, "zz") == names(here, "") == []
    assert find(here.database, "C-1")[0].by is By.REFERENCE


def test_no_more_are_given_than_asked_for(here: Stage) -> None:
    for number in range(30):
        here.client(Details(f"Layla Haddad {'abcdefghij'[number % 10]}x"))
    for typed in ("l", "layla", "layla had", "l h"):
        assert len(find(here.database, typed, 20)) == 20
        assert len({hit.client.id for hit in find(here.database, typed, 20)}) == 20
    assert len(find(here.database, "layla", 100)) == 30


@pytest.mark.parametrize(
    "typed", ["%", "_", "*", '"', "' OR 1=1 --", "\x00", "\U0010ffff", "a" * 10_000]
)
def test_f14_f18_nothing_typed_can_break_the_search(here: Stage, typed: str) -> None:
    here.client(LAYLA)
    assert find(here.database, typed) == ()


@pytest.mark.parametrize(
    ("details", "why"),
    [
        (Details("layla  HADDAD", BIRTH), Alike.NAME_AND_BIRTH),
        (Details("Haddad, Layla", BIRTH), Alike.NAME_AND_BIRTH),
        (Details("Láyla al-Haddad", BIRTH), Alike.NAME_AND_BIRTH),
        (Details("Somebody Else", None, "00971501234567"), Alike.PHONE),
        (Details("Somebody Else", None, "0501234567"), Alike.PHONE),
        (Details("Leila Hadad", BIRTH), Alike.SOUND_AND_BIRTH),
        (Details("ليلى حداد", BIRTH), Alike.SOUND_AND_BIRTH),
        (Details("L\u0430yla H\u0430dd\u0430d"), Alike.LOOKS),
    ],
)
def test_f15_one_person_put_in_twice_is_told(here: Stage, details: Details, why: Alike) -> None:
    client = here.client(LAYLA)
    [found] = likely_same(here.database, details)
    assert found.client == client
    assert found.why == (why,)
    assert likely_same(here.database, details, besides=client.id) == ()


@pytest.mark.parametrize(
    "details",
    [
        Details("Layla Haddad", PartialDate(1985, 1, 2)),
        Details("Omar Saleh", BIRTH),
        Details("L\u0430yla Haddad", PartialDate(1985, 1, 2)),
        Details("Layla Haddad"),
        Details("Omar", None, "4567"),
    ],
)
def test_different_people_are_not_told_to_be_one(here: Stage, details: Details) -> None:
    here.client(LAYLA)
    assert likely_same(here.database, details) == ()


def test_d23_whoever_types_all_words_but_one_out_misses_nobody(
    here: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "_AT_MOST", 3)
    monkeypatch.setattr(finding, "_ALIKE", 3)
    for first, last in itertools.product(("Mohammed", "Maria"), ("Ali", "Omar", "Khan")):
        for number in range(4):
            if (first, last, number) != ("Maria", "Khan", 0):
                here.client(Details(f"{first} X{number} {last}"))
    wanted = here.client(Details("Maria Petra Khan"))
    for typed in (
        "maria khan petra",
        "petra khan maria",
        "khan maria pe",
        "maria petra k",
        "petra m",
    ):
        assert find(here.database, typed)[0].client == wanted
    assert len(find(here.database, "mohammed khan")) == len(find(here.database, "khan moham")) == 4


def put_consultation(here: Stage, key: str, client: Client) -> None:
    fields = {
        "id": key, "client_id": client.id, "reference": "R", "state": "draft", "held_on": "2026-11-24",
        "concluded_at": None, "concluded_by": None, "corrects": None, "practitioner_id": SARA.id,
        "save_id": key, "row_version": 1,
    }  # fmt: skip
    with here.database.writing() as writer:
        columns = [row[1] for row in writer.rows("PRAGMA table_info(consultation)")]
        places = ", ".join("?" * len(columns))
        values = [fields.get(column, "") for column in columns]
        writer.run(f"INSERT INTO consultation VALUES ({places})", values)  # noqa: S608 - only places


def owners(here: Stage) -> dict[str, str]:
    return dict(here.database.rows("SELECT id, client_id FROM consultation"))


def test_merging_moves_everything_and_can_be_undone(here: Stage) -> None:
    kept, gone = here.client(LAYLA), here.client(Details("Leila Nasser", BIRTH))
    put_consultation(here, "k1", kept)
    put_consultation(here, "k2", gone)
    merged = merge(here.database, here.desk(), kept, gone)
    assert merged.id == kept.id
    assert owners(here) == {"k1": kept.id, "k2": kept.id}
    hidden = read(here.database, gone.id)
    assert hidden is not None
    assert hidden.merged_into == kept.id
    assert names(here, "nasser") == names(here, "haddad") == ["Layla Haddad"]
    assert [client.id for client in recent(here.database)] == [kept.id]

    action, _, key, moved = here.told[-1]
    assert (action, key) == ("merge", gone.id)
    first, second = separate(here.database, here.desk(), gone.id, moved)
    assert (first.id, second.id) == (kept.id, gone.id)
    assert owners(here) == {"k1": kept.id, "k2": gone.id}
    assert names(here, "nasser") == ["Leila Nasser"]
    assert names(here, "haddad") == ["Layla Haddad"]


def test_merging_a_client_who_took_in_another_keeps_all_in_one_place(here: Stage) -> None:
    first, second, third = (here.client(Details(name)) for name in ("Aaa", "Bbb", "Ccc"))
    second = merge(here.database, here.desk(), second, third)
    merge(here.database, here.desk(), first, second)
    assert names(here, "ccc") == names(here, "bbb") == ["Aaa"]
    rows = here.database.rows("SELECT id, merged_into FROM client")
    assert {key: into for key, into in rows} == {  # noqa: C416 - rows are of any type
        first.id: None,
        second.id: first.id,
        third.id: first.id,
    }
    separate(here.database, here.desk(), second.id, here.told[-1][3])
    assert names(here, "ccc") == ["Bbb"]


def test_d08_merging_wants_both_as_they_were_read(here: Stage) -> None:
    kept, gone = here.client(LAYLA), here.client(Details("Leila", BIRTH))
    edit(here.database, here.desk(), gone, Details("Leila Nasser", BIRTH))
    with pytest.raises(ClientConflict):
        merge(here.database, here.desk(), kept, gone)
    with pytest.raises(ClientGone):
        merge(here.database, here.desk(), kept, kept)
    with pytest.raises(ClientGone):
        separate(here.database, here.desk(), gone.id, ())
    assert names(here, "nasser") == ["Leila Nasser"]
