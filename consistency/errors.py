"""What can go wrong, each kind with the exit status it ends with and the help page it leads to."""


class ConsistencyError(Exception):
    """Base of every error that the command line reports in one line and without a traceback."""

    exit_status = 2
    slug = "error"
    """Anchor of the paragraph in docs/errors.md that explains this kind."""


class InputError(ConsistencyError):
    """The corpus, an article or an option cannot be used as given."""

    slug = "input"


class ConfigError(ConsistencyError):
    """The configuration cannot be read, or holds a key or a value that is not known."""

    slug = "config"


class ModelError(ConsistencyError):
    """The model that was asked for is not to be had, or is not what it should be."""

    slug = "model"


class BaselineError(ConsistencyError):
    """The file of waivers that was asked for is missing, cannot be read, or holds what no baseline holds."""

    slug = "baseline"


class ChangesError(ConsistencyError):
    """What was changed cannot be found out: no git work tree, an unknown revision, or a list that is not there."""

    slug = "changes"
