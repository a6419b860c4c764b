"""What can go wrong with a backup, told apart, each as a calm sentence that says what to do."""

from __future__ import annotations

from mneedle_gui.domain.wording import message
from mneedle_gui.records.errors import RecordsTrouble


class NotABackup(RecordsTrouble):
    """Some other file, also a zip archive that was only renamed."""

    sentence = message("This file is not a backup of this program. Choose another file.")


class PlainDatabase(RecordsTrouble):
    """A database that is not encrypted."""

    sentence = message(
        "This file is a database that is not encrypted, so it is not a backup of this program."
    )


class BackupCut(RecordsTrouble):
    """The end of the file is missing."""

    sentence = message(
        "This backup is not complete. It may have been copied only in part. Copy it again, or choose another backup."
    )


class BackupDamaged(RecordsTrouble):
    """What is in the file is not what was put into it."""

    sentence = message("This backup is damaged. Nothing was changed. Choose another backup.")


class BackupNewer(RecordsTrouble):
    """Made by a newer version of the program."""

    sentence = message(
        "This backup was made with a newer version of this program. Install that version and restore it there."
    )


class Stopped(RecordsTrouble):
    """Somebody stopped it."""

    sentence = message("This was stopped. Earlier backups and the records are as they were.")


class TooLarge(RecordsTrouble):
    """The place cannot hold a file of this size, as sticks in the old FAT32 form."""

    sentence = message(
        "A file on this stick cannot be larger than 4 GB. Use another stick, or format it as exFAT."
    )


class OtherRecords(RecordsTrouble):
    """The backup is of other records than those on this computer."""

    sentence = message(
        "This backup is of other records than those on this computer. Nothing was changed."
    )


class NotRestored(RecordsTrouble):
    """What came out of the backup is not what the backup says."""

    sentence = message(
        "What is in this backup does not agree with its list. Nothing was changed. Choose another backup."
    )
