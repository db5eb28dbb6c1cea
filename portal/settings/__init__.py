"""Settings by topic. Every value that an operator may set is read by `readers`, which refuse what is malformed."""

from portal.settings.background import *  # noqa: F403
from portal.settings.core import *  # noqa: F403
from portal.settings.invoicing import *  # noqa: F403
from portal.settings.languages import *  # noqa: F403
from portal.settings.logs import *  # noqa: F403
from portal.settings.mail import *  # noqa: F403
from portal.settings.security import *  # noqa: F403
from portal.settings.stores import *  # noqa: F403
