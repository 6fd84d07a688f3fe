"""An import that somebody looked at, done."""

from django.utils import timezone
from django_tasks import task

from cms.models import User
from museums.imports.members import import_members, read_members
from museums.imports.reporting import keep
from museums.models import MemberImport


@task()
def apply_import(import_id: int, user_id: int) -> None:
    """Import the file as it was given, once, and keep the report in its place."""
    pending = MemberImport.objects.filter(pk=import_id, applied_at=None).first()
    if pending is None:
        return
    now = timezone.now()
    report = import_members(
        read_members(bytes(pending.content)),
        now,
        User.objects.filter(pk=user_id).first(),
        source=pending.name,
        is_publishing=pending.is_publishing,
    )
    keep(pending, report, now)
