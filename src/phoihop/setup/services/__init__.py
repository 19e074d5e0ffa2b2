"""What an administrator does to set the office up. `by=None` is the command line."""

from phoihop.setup.services.founding import (
    CODE_LASTS,
    AgencyFacts,
    Founding,
    agency_called,
    check_code,
    found_office,
    found_with_code,
    is_empty,
    new_code,
)
from phoihop.setup.services.missing import put_aside, take_up
from phoihop.setup.services.office import (
    OfficeFacts,
    change_office,
    set_colour,
    set_emblem,
)
from phoihop.setup.services.series import open_many

__all__ = [
    "CODE_LASTS",
    "AgencyFacts",
    "Founding",
    "OfficeFacts",
    "agency_called",
    "change_office",
    "check_code",
    "found_office",
    "found_with_code",
    "is_empty",
    "new_code",
    "open_many",
    "put_aside",
    "set_colour",
    "set_emblem",
    "take_up",
]
