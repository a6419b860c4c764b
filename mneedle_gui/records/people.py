"""The people of a clinic who may open its records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a person does here. Roles are kept by the program; everyone who can unlock holds the key."""

    RECEPTION = "reception"
    PRACTITIONER = "practitioner"
    MANAGER = "manager"


class Right(Enum):
    """What a role may allow."""

    EDIT_CLIENTS = "edit_clients"
    HOLD_CONSULTATIONS = "hold_consultations"
    CONCLUDE = "conclude"
    SEE_AUDIT = "see_audit"
    MANAGE_PEOPLE = "manage_people"
    RESTORE = "restore"
    EXPORT_ALL = "export_all"
    ERASE = "erase"


_ALL = frozenset(Right)
_RIGHTS = {
    Role.RECEPTION: frozenset({Right.EDIT_CLIENTS, Right.HOLD_CONSULTATIONS}),
    Role.PRACTITIONER: frozenset({Right.EDIT_CLIENTS, Right.HOLD_CONSULTATIONS, Right.CONCLUDE}),
    Role.MANAGER: _ALL,
}


@dataclass(frozen=True, slots=True)
class Person:
    """One member of staff, told apart by ``id``, never by name. Ids are never used again."""

    id: str
    name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Whether the role allows it."""
        return right in _RIGHTS[self.role]
