"""What safekeeping refuses, in words for the administrator."""

from django.utils.translation import gettext_lazy as _

from phoihop.ui.errors import Refused


class SafekeepingRefused(Refused):
    """Something of this room cannot be done."""


class ProgramMissing(SafekeepingRefused):
    """A program of the operating system is needed and not installed."""


class BackupFailed(SafekeepingRefused):
    """No backup was made, or what was written is not what was read."""


class AnotherIsRunning(SafekeepingRefused):
    """Two backups may not write into one folder at once."""

    message = _("Another backup is being made in this folder. Please wait until it is done.")


class NotABackup(SafekeepingRefused):
    """There is no whole backup of ours at this place."""


class BackupDamaged(SafekeepingRefused):
    """What lies there is not what was written."""


class OfficeNotEmpty(SafekeepingRefused):
    """Restoring never overwrites an office."""


class BackupOfNewerProgram(SafekeepingRefused):
    """The program must be at least as new as the one that made the backup."""


class OtherDatabase(SafekeepingRefused):
    """A dump of one kind of database cannot be read by the other."""


class RestoreFailed(SafekeepingRefused):
    """What stands in the office after restoring is not what was in the backup."""


class NoBackupYet(SafekeepingRefused):
    """There is nothing to try."""

    message = _("There is no backup in this folder yet.")


class JobNotFailed(SafekeepingRefused):
    """Only what failed is done again."""

    message = _("This work has not failed; there is nothing to do again.")
