"""Lists that people keep, and acts on many tasks with what came of them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from phoihop.accounts.models import User
from phoihop.agencies.models import Agency
from phoihop.jobs.models import Job
from phoihop.lists.querysets import KeptListQuerySet, ManyActRunQuerySet


class KeptList(models.Model):
    """The conditions of a list under a name; who may open it sees in it what they may see."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="kept_lists")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    # As in the address, without a page: "state=late&lead=12".
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(_("also for the colleagues of the agency"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    kept_at = models.DateTimeField()

    objects = KeptListQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "agency", "name"],
                name="kept_list_name_once",
                violation_error_message=_("A list of this name is kept already."),
            ),
            models.CheckConstraint(name="kept_list_whole", condition=~Q(name="") & ~Q(query="")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list itself."""
        return f"{reverse('tasks:list')}?{self.query}"


class FirstLook(models.Model):
    """The list that somebody sees first, working for an agency."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    kept = models.ForeignKey(KeptList, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "agency"], name="first_look_once"),
        ]

    def __str__(self) -> str:
        return str(self.kept)


class ManyActRun(models.Model):
    """One act on many tasks: what was asked, to which it was done, and why not to the others."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    act = models.CharField(max_length=20)
    # What the form said: {"reason": "…", "due_on": "2019-07-05"}.
    facts = models.JSONField(default=dict)
    keys = models.JSONField()
    # How many of `keys`, in their order, have been looked at.
    handled = models.PositiveIntegerField(default=0)
    done = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    # What stood before, {task: key}, where the act can be undone.
    before = models.JSONField(default=dict)
    # The list it was begun from, as in its address.
    query = models.CharField(max_length=1000, blank=True)
    started_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="+")
    # The form's own key: posting the same form twice is one act.
    form_key = models.UUIDField(unique=True)

    objects = ManyActRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [models.Index(fields=["by", "-started_at"], name="many_act_of_user")]

    def __str__(self) -> str:
        return f"{self.act} × {len(self.keys)}"

    def get_absolute_url(self) -> str:
        return reverse("lists:run", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        """Every task was looked at."""
        return self.handled >= len(self.keys)
