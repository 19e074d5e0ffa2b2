"""Records of two kinds for the tests of the index, which knows no room."""

from phoihop.search.models import SearchEntry


class Paper(SearchEntry):
    """Stands for a document; never saved."""

    class Meta:
        proxy = True
        app_label = "search"

    def get_absolute_url(self) -> str:
        return f"/giay/{self.pk}/"


class Duty(SearchEntry):
    """Stands for a task; never saved."""

    class Meta:
        proxy = True
        app_label = "search"

    def get_absolute_url(self) -> str:
        return f"/viec/{self.pk}/"
