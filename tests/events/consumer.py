"""A site that keeps a copy of the agenda, with nothing but what the delta API tells it."""

from urllib.parse import urlencode

API = "/api/agenda/v1/events"


class Copy:
    """What a consumer has, by uid; `filters` are pairs of the address."""

    def __init__(self, client, filters=(), size=2):
        self.client, self.filters, self.size = client, list(filters), size
        self.events: dict[str, dict] = {}

    def ask(self, **options):
        query = urlencode([*self.filters, ("size", self.size), ("removed", "1"), *options.items()])
        response = self.client.get(f"{API}?{query}")
        assert response.status_code == 200, response.content
        return response.json()

    def take(self, answer):
        for event in answer["events"]:
            if event.get("removed"):
                self.events.pop(event["uid"], None)
            else:
                self.events[event["uid"]] = event

    def read(self, **options) -> str:
        """Read what there is, page by page; the cursor to come back with."""
        while True:
            answer = self.ask(**options)
            self.take(answer)
            options = options | {"after": answer["after"]}
            if not answer["hasMore"]:
                return answer["after"]

    def contents(self):
        """What it has, without the instants of change."""
        return {
            uid: {name: value for name, value in event.items() if name != "updatedAt"}
            for uid, event in self.events.items()
        }


class CopyByCursor(Copy):
    """Comes back with the last `after`."""

    after = ""

    def update(self):
        self.after = self.read(after=self.after)


class CopyBySince(Copy):
    """Comes back with the instant of the newest change that it has seen."""

    since = "1970-01-01T00:00:00Z"

    def update(self):
        self.read(updated_since=self.since)

    def take(self, answer):
        super().take(answer)
        self.since = max([self.since, *(event["updatedAt"] for event in answer["events"])])
