"""Job offers: the public list, the offers, the rows that each is made of, the contract types;
profession sheets."""

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
    "OccupationIndexPage",
    "OccupationNeighbour",
    "OccupationPage",
]
