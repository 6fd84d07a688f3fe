"""Who approves what a museum wants on line; what awaits approval.

Where the network chose that a lead approves, it is a lead who neither wrote it nor asked for it:
in a museum with one lead only, what that lead writes is approved by the network.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from cms.models import User
from museums.choices import Moderation
from museums.network import NETWORK_GROUP, is_network

NAME = "Validation"


@dataclass(frozen=True)
class Request:
    """A page that awaits approval, with its museum and whoever may approve it."""

    task_state: TaskState
    page: Page
    museum: Page  # the member
    leads: frozenset[int]

    @property
    def authors(self) -> set[int]:
        """Who asked for it, and who wrote the version that was asked for."""
        return {self.task_state.workflow_state.requested_by_id, self.task_state.revision.user_id}

    @property
    def lead_approvers(self) -> set[int]:
        """The leads who may approve it; nobody where the network must."""
        if self.museum.moderation != Moderation.LEAD:
            return set()
        return set(self.leads - self.authors)

    def approvers(self) -> QuerySet[User]:
        """The people who are asked."""
        people = User.objects.filter(is_active=True)
        if self.lead_approvers:
            return people.filter(pk__in=self.lead_approvers)
        return people.filter(groups__name=NETWORK_GROUP).exclude(pk__in=self.authors - {None})


def provision_approval() -> Workflow:
    """The network's one workflow, for all that is below a list of members; made once."""
    tasks, directories = _model("MuseumApproval").objects, _model("MuseumIndexPage").objects
    task = tasks.filter(active=True).first() or tasks.create(name=NAME)
    workflow = task.active_workflows.first()
    if workflow is None:
        workflow = Workflow.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for directory in directories.exclude(workflowpage__workflow=workflow):
        WorkflowPage.objects.update_or_create(page=directory, defaults={"workflow": workflow})
    return workflow


def requests_of(task_states: Iterable[TaskState]) -> list[Request]:
    """The same requests with what they are about, in a bounded number of queries."""
    task_states = list(task_states)
    pages = {
        str(page.pk): page
        for page in Page.objects.filter(
            pk__in=[state.workflow_state.object_id for state in task_states]
        ).specific(defer=True)
    }
    above = {page.path[:end] for page in pages.values() for end in (None, -page.steplen)}
    branches = _model("MuseumPage").objects.filter(path__in=above)
    members = {museum.translation_key: museum for museum in branches.sources_of()}
    by_path = {museum.path: members[museum.translation_key] for museum in branches}
    leads = _active_members_of([museum.leads_id for museum in members.values()])
    requests = []
    for state in task_states:
        page = pages.get(state.workflow_state.object_id)
        museum = page and (by_path.get(page.path) or by_path.get(page.path[: -page.steplen]))
        if museum:
            requests.append(Request(state, page, museum, frozenset(leads[museum.leads_id])))
    return requests


def request_of(task_state: TaskState) -> Request | None:
    """What a request is about; None for what is below no museum."""
    return next(iter(requests_of([task_state])), None)


def in_progress() -> QuerySet[TaskState]:
    """All that awaits approval, the longest waiting first."""
    states = TaskState.objects.filter(
        task__in=_model("MuseumApproval").objects.all(), status=TaskState.STATUS_IN_PROGRESS
    )
    return states.select_related("workflow_state__requested_by", "revision__user").order_by(
        "started_at", "pk"
    )


def awaiting(user: User) -> list[Request]:
    """What this person is asked to approve."""
    networks = is_network(user)
    return [
        request
        for request in requests_of(in_progress())
        if (user.pk in request.lead_approvers if request.lead_approvers else networks)
    ]


def may_approve(user: User, task_state: TaskState) -> bool:
    """Whether this person may approve it: the network's team always may."""
    if is_network(user):
        return True
    request = request_of(task_state)
    return bool(request and user.is_active and user.pk in request.lead_approvers)


def requests_below(museum: Page) -> list[WorkflowState]:
    """What awaits approval or was sent back, of a member in every language."""
    below = Q()
    for branch in museum.get_translations(inclusive=True):
        below |= Q(path__startswith=branch.path)
    pages = [str(pk) for pk in Page.objects.filter(below).values_list("pk", flat=True)]
    return list(WorkflowState.objects.active().filter(object_id__in=pages))


def _active_members_of(group_ids: Iterable[int | None]) -> dict[int | None, set[int]]:
    """The people of each group who may log in."""
    members: dict[int | None, set[int]] = defaultdict(set)
    rows = User.objects.filter(is_active=True, groups__in=filter(None, group_ids))
    for group_id, pk in rows.values_list("groups", "pk"):
        members[group_id].add(pk)
    return members


def _model(name: str) -> type[Model]:
    """A model of this room: its task is one of them and asks this module."""
    return apps.get_model("museums", name)
