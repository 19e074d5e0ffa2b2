"""What an office does with agencies, officials and positions. `by=None` is the command line."""

from phoihop.agencies.services.agencies import (
    Successor,
    change_first_day,
    close_agency,
    create_agency,
    place_under,
    record_succession,
    update_agency,
)
from phoihop.agencies.services.areas import add_area, correct_area
from phoihop.agencies.services.holidays import (
    DayFacts,
    Swap,
    add_day,
    confirm_year,
    remove_day,
    swap_days,
)
from phoihop.agencies.services.many import (
    NewAgency,
    NewOfficial,
    NewTenure,
    create_agencies,
    create_officials,
)
from phoihop.agencies.services.officials import (
    add_tenure,
    create_official,
    end_tenure,
    update_official,
)
from phoihop.agencies.services.positions import create_position, load_positions, update_position
from phoihop.agencies.services.removing import remove_agency, remove_official, remove_tenure

__all__ = [
    "DayFacts",
    "NewAgency",
    "NewOfficial",
    "NewTenure",
    "Successor",
    "Swap",
    "add_area",
    "add_day",
    "add_tenure",
    "change_first_day",
    "close_agency",
    "confirm_year",
    "correct_area",
    "create_agencies",
    "create_agency",
    "create_official",
    "create_officials",
    "create_position",
    "end_tenure",
    "load_positions",
    "place_under",
    "record_succession",
    "remove_agency",
    "remove_day",
    "remove_official",
    "remove_tenure",
    "swap_days",
    "update_agency",
    "update_official",
    "update_position",
]
