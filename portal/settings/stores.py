"""PostgreSQL and Valkey or Redis: from the environment, otherwise the ones that `manage.py up` has started.

The login of DATABASE_URL owns the tables. Every connection leaves that role at once for `portal_app`, which owns no
table and is bound by row-level security; only `migrate` keeps the owner's role (PORTAL_DB_ROLE=owner).
"""

import sys

import environ

from portal.settings import readers
from portal.settings.core import RUN

_MIGRATING = len(sys.argv) > 1 and sys.argv[1] in {"migrate", "makemigrations", "sqlmigrate", "showmigrations"}
DATABASE_URL = readers.url(
    "DATABASE_URL", ("postgres", "postgresql"), RUN.get("DATABASE_URL", "postgresql://portal@127.0.0.1:1/portal")
)
REDIS_URL = readers.url("REDIS_URL", ("redis", "rediss", "unix"), RUN.get("REDIS_URL", "redis://127.0.0.1:1/0"))
PORTAL_DB_ROLE = readers.choice(
    "PORTAL_DB_ROLE", ("owner", "portal_app"), default="owner" if _MIGRATING else "portal_app"
)

DATABASES = {
    "default": {
        **environ.Env.db_url_config(DATABASE_URL),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"assume_role": PORTAL_DB_ROLE} if PORTAL_DB_ROLE != "owner" else {},
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
