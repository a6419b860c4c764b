"""Who may do what; people are told apart by id."""

from __future__ import annotations

import pytest

from mneedle_gui.records.people import Person, Right, Role


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.RECEPTION, {Right.EDIT_CLIENTS, Right.HOLD_CONSULTATIONS}),
        (Role.PRACTITIONER, {Right.EDIT_CLIENTS, Right.HOLD_CONSULTATIONS, Right.CONCLUDE}),
        (Role.MANAGER, set(Right)),
    ],
)
def test_each_role_has_its_rights(role: Role, rights: set[Right]) -> None:
    person = Person("p-1", "Mia", role)
    assert {right for right in Right if person.may(right)} == rights


def test_K09_two_people_of_one_name_are_two() -> None:
    assert Person("p-1", "Mia", Role.MANAGER) != Person("p-2", "Mia", Role.MANAGER)
