"""What a browser complains about while people use the site, and how much it loads."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

# `_answered` tells which of the first matter; the second says that leaving empties the browser's storage.
EXPECTED = ("Failed to load resource", "Clear-Site-Data header on")


class Watch:
    """Listens to every page of a visitor.

    `complaints`: errors of scripts and words on the console (a refusal by the content policy is one), requests to
    another host, anything beside the page itself that could not be loaded, and every answer that is a server's fault.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.complaints: list[str] = []
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(EXPECTED):
            self.complaints.append(f"console: {message.text}")

    def _failed(self, error: WebError) -> None:
        self.complaints.append(f"script: {error.error}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"another host: {request.url}")

    def _answered(self, response: Response) -> None:
        beside = not response.request.is_navigation_request()
        if response.status >= 500 or (beside and response.status >= 400):
            self.complaints.append(f"{response.status}: {response.url}")
