"""What stops a build."""

from sphinx.errors import SphinxError


class BookError(SphinxError):
    """Something a reader of the message can mend."""

    category = "The book was not built"
