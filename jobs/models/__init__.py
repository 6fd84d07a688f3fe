"""Job offers: the public list, the offers and their rows, the contract types, who is sent them.

Profession sheets.
"""

from jobs.models.alert import JobAlert, JobRelay
from jobs.models.applying import (
    JobApplicationWay,
    JobAttachment,
    JobContact,
    JobDeadlineChange,
    JobEvent,
    JobInterview,
)
from jobs.models.index import JobIndexPage
from jobs.models.occupation import OccupationIndexPage, OccupationNeighbour, OccupationPage
from jobs.models.offer import JobPage
from jobs.models.parties import JobBenefit, JobEmployer, JobGrade, JobLocation
from jobs.models.vocabulary import ContractType

__all__ = [
    "ContractType",
    "JobAlert",
    "JobApplicationWay",
    "JobAttachment",
    "JobBenefit",
    "JobContact",
    "JobDeadlineChange",
    "JobEmployer",
    "JobEvent",
    "JobGrade",
    "JobIndexPage",
    "JobInterview",
    "JobLocation",
    "JobPage",
    "JobRelay",
    "OccupationIndexPage",
    "OccupationNeighbour",
    "OccupationPage",
]
