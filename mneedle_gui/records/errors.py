"""What can go wrong with the records, told apart, each as a calm sentence that says what to do.

No error of this room holds a path, a name, a key or anything a person typed.
"""

from __future__ import annotations

from mneedle_gui.domain.wording import Message, counted, message


class RecordsTrouble(Exception):
    """Something about the records that a person can be told. ``sentence`` is not yet in any language."""

    sentence = message("The records could not be used.")

    def __init__(self, sentence: Message | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(type(self).__name__)


class NoVault(RecordsTrouble):
    """There is no database in the folder."""

    sentence = message(
        "There are no records on this computer yet. Set them up, or restore a backup."
    )


class RecordsGone(RecordsTrouble):
    """The keys are there and the database is not."""

    sentence = message(
        "The records file is missing, but its keys are here. Put it back, or restore the newest checked backup."
    )


class VaultThere(RecordsTrouble):
    """A vault is to be made where one is already."""

    sentence = message("There are records on this computer already. Nothing was changed.")


class WrongPassphrase(RecordsTrouble):
    """The slot is there and the passphrase does not open it, or there is no such slot."""

    sentence = message("That did not open the records. Check the name and the passphrase.")


class WrongRecoveryCode(RecordsTrouble):
    """A recovery code without typing mistake that belongs to other records."""

    sentence = message(
        "The recovery code is typed correctly, but it does not belong to these records. It may be an old one."
    )


class MistypedRecoveryCode(RecordsTrouble):
    """The code cannot be right. ``group`` is the first group that cannot be, from 1, or 0."""

    def __init__(self, group: int) -> None:
        self.group = group
        told = (
            message("There is a typing mistake in group {group} of the recovery code.", group=group)
            if group
            else message(
                "There is a typing mistake in the recovery code. It has 6 groups of letters and digits."
            )
        )
        super().__init__(told)


class TooSoon(RecordsTrouble):
    """Too many wrong tries; ``seconds`` until the next one."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            counted(
                "Too many tries. Wait {count} second and try again.",
                "Too many tries. Wait {count} seconds and try again.",
                seconds,
            )
        )


class WeakPassphrase(RecordsTrouble):
    """A new passphrase that is too short or too common."""

    sentence = message(
        "Choose a longer passphrase: four words that do not belong together, or 12 signs or more."
    )


class NoName(RecordsTrouble):
    """A person without a name."""

    sentence = message("Type a name.")


class NotEnoughMemory(RecordsTrouble):
    """The machine had no memory for stretching a passphrase."""

    sentence = message("This computer is short of memory. Close other programs and try again.")


class KeysUnreadable(RecordsTrouble):
    """Neither copy of the key file can be used."""

    sentence = message(
        "The key file of the records is missing or damaged. Restore a backup; it holds the keys too."
    )


class KeysChanged(RecordsTrouble):
    """The key table was changed by something else than this program."""

    sentence = message(
        "The list of people who may open the records was changed from outside. Ask the manager, and restore a backup."
    )


class LastManager(RecordsTrouble):
    """The last manager cannot go."""

    sentence = message("This is the last manager. Make somebody else a manager first.")


class NotAllowed(RecordsTrouble):
    """The role of the person does not allow it."""

    sentence = message("Your role does not allow this. Ask a manager.")


class Damaged(RecordsTrouble):
    """The database is damaged, cut short or empty."""

    sentence = message(
        "The records file is damaged. It is kept aside. Restore the newest checked backup."
    )


class Foreign(RecordsTrouble):
    """A database that is not ours."""

    sentence = message("The file in the place of the records is not from this program.")


class Newer(RecordsTrouble):
    """Made by a newer version of the program."""

    sentence = message(
        "The records were last used with a newer version of this program. Install that version."
    )


class EngineTooOld(RecordsTrouble):
    """The database engine lacks a repair that records need."""

    sentence = message(
        "The database engine of this installation is too old. Install the program again."
    )


class InUse(RecordsTrouble):
    """Another window or another user of this computer has the records open."""

    sentence = message(
        "The records are open in another window or by another user of this computer."
    )


class Moved(RecordsTrouble):
    """The file was renamed, moved or replaced while it was open."""

    sentence = message(
        "The records file was moved or renamed. Nothing more is saved until it is back in its place."
    )


class DiskFull(RecordsTrouble):
    """No room is left."""

    sentence = message("The disk is full, so this is not saved. Free some space and try again.")


class ReadOnly(RecordsTrouble):
    """The place of the records cannot be written to."""

    sentence = message("The place of the records cannot be written to. Nothing is saved.")


class DiskFailed(RecordsTrouble):
    """The disk did not answer as it should."""

    sentence = message("The disk did not answer as it should, so this is not saved. Try again.")


class Conflict(RecordsTrouble):
    """Somebody else changed the row in the meantime."""

    sentence = message("Somebody else changed this in the meantime. Look at both and save again.")


class Concluded(RecordsTrouble):
    """A concluded consultation is to be changed."""

    sentence = message("This consultation is concluded. Make a correction instead.")
