from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mneedle_gui.domain.wording import PartialDate
from mneedle_gui.records.desk import Desk, OpenRecords
from mneedle_gui.records.errors import NotAllowed
from mneedle_gui.records.open_vault import Vault
from mneedle_gui.records.people import Person, Right, Role
from mneedle_gui.services.clients import (
    Alike,
    By,
    ClientGone,
    Clients,
    Details,
    answers_of,
    details_of,
)
from tests.builders import answers, consultation, content
from tests.records.rows_stage import NOOR, SARA, Stage, stage

MANAGER = Person("staff-1", "Dr Sara Amin", Role.MANAGER)
LAYLA = Details("Layla Haddad", PartialDate(1990, 3, 14), "050 123 4567", language="ar")


class Unlocked:
    """Open records with one person at work."""

    def __init__(self, here: Stage, person: Person) -> None:
        self.database = here.database
        self._here, self._person = here, person

    @property
    def desk(self) -> Desk:
        return self._here.desk(self._person)

    def need(self, right: Right) -> None:
        if not self._person.may(right):
            raise NotAllowed


@pytest.fixture
def here(tmp_path: Path) -> Stage:
    return stage(tmp_path)


def test_a_vault_is_open_records(here: Stage) -> None:
    def takes(_records: OpenRecords) -> None: ...

    takes(Unlocked(here, SARA))
    for name in ("desk", "need"):
        assert hasattr(Vault, name)


def test_a_client_is_put_in_found_changed_and_opened(here: Stage) -> None:
    clients = Clients(Unlocked(here, NOOR))
    key = clients.new_id()
    client = clients.create(key, LAYLA)
    assert clients.create(key, LAYLA) == client
    [hit] = clients.find("hadd")
    assert (hit.client, hit.by) == (client, By.WORDS)
    assert clients.recent() == (client,)
    changed = clients.edit(client, replace(LAYLA, note="Mornings"))
    opened = clients.open(client.id)
    assert (opened.client, opened.consultations) == (changed, ())
    assert [told[0] for told in here.told] == ["create", "change", "view"]


def test_the_same_person_is_told_before_and_joined_after(here: Stage) -> None:
    clients = Clients(Unlocked(here, MANAGER))
    first = clients.create(clients.new_id(), LAYLA)
    twin = replace(LAYLA, name="ليلى حداد", phone="")
    [likely] = clients.likely_same(twin)
    assert likely.why == (Alike.SOUND_AND_BIRTH,)
    second = clients.create(clients.new_id(), twin)
    clients.merge(first, second)
    with pytest.raises(ClientGone):
        clients.open(second.id)
    kept, back = clients.separate(second.id, here.told[-1][3])
    assert (kept.details, back.details) == (LAYLA, twin)


def test_hiding_a_client_is_for_managers_and_can_be_undone(here: Stage) -> None:
    clients = Clients(Unlocked(here, MANAGER))
    client = clients.create(clients.new_id(), LAYLA)
    for person in (NOOR, SARA):
        with pytest.raises(NotAllowed):
            Clients(Unlocked(here, person)).mark_erased(client)
    clients.mark_erased(client)
    assert clients.find("layla") == ()
    assert clients.bring_back(client.id).details == LAYLA


def test_what_a_walk_in_answered_makes_a_client_and_back() -> None:
    given = answers({"client-phone": "050 123 4567", "client-language": "ar"})
    held = consultation({"client-phone": "050 123 4567", "client-language": "ar"})
    assert details_of(held) == LAYLA
    roles = content().protocol.roles
    known = answers_of(LAYLA, content().questionnaire, roles)
    assert {name: given[name] for name in known} == dict(known)
    assert set(known) == {roles.name, roles.phone, roles.birth_date, roles.language}


def test_what_is_not_known_of_a_client_stays_blank() -> None:
    questionnaire, roles = content().questionnaire, content().protocol.roles
    vague = Details("X", PartialDate(1990), language="xx")
    assert set(answers_of(vague, questionnaire, roles)) == {roles.name}
    nothing = details_of(
        consultation({"client-name": None, "birth-date": None, "client-language": None})
    )
    assert nothing == Details("")
