"""Ask the web server in this container whether it answers: exit status 0 when it does.

The request names a host that ALLOWED_HOSTS allows, because the server answers no other.
"""

import http.client
import os
import sys


def main() -> None:
    """Ask for /health/ on PORT (8000 unless set), and fail on silence or any status but 200."""
    allowed = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].lstrip(".")
    host = allowed if allowed not in ("", "*") else "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
    try:
        connection.request("GET", "/health/", headers={"Host": host})
        status = connection.getresponse().status
    except OSError as error:
        sys.exit(f"The web server does not answer: {error}")
    if status != 200:
        sys.exit(f"The web server answers {status}")


if __name__ == "__main__":
    main()
