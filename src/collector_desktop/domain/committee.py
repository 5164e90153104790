"""The village committee: who holds which post, and how to reach them."""

from enum import StrEnum

from collector_desktop.domain.value import Value


class Post(StrEnum):
    """A post in the village, in the order in which a list names them."""

    SECRETARY = "secretary"
    DIRECTOR = "director"
    DEPUTY = "deputy"
    ACCOUNTANT = "accountant"
    SECURITY = "security"
    GROUP_LEADER = "group_leader"
    OTHER = "other"


class Member(Value):
    """One member of the committee. The phone is the office's business; it stands on no paper for others."""

    name: str
    post: Post
    phone: str = ""
    note: str = ""
    """Which group a group leader leads, when to call, and the like."""


def in_order(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members by post; within a post as they were given."""
    posts = tuple(Post)
    return tuple(sorted(members, key=lambda member: posts.index(member.post)))
