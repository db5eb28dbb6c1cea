"""Liveness and readiness for load balancers and the launcher; they need no sign-in and tell no secrets."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that this process is alive."""
    return JsonResponse({"status": "ok"})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is reachable and migrated and the cache answers, otherwise 503 with the reason."""
    reasons = [reason for reason in (_database_fault(), _cache_fault()) if reason]
    return JsonResponse(
        {"status": "unready" if reasons else "ready", "reasons": reasons}, status=503 if reasons else 200
    )


def _database_fault() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception as error:  # any failure means unready, and the class name is enough for the operator
        return f"database: {type(error).__name__}"
    return "database: migrations are pending" if pending else ""


def _cache_fault() -> str:
    try:
        cache.get("readyz")
    except Exception as error:  # see above
        return f"cache: {type(error).__name__}"
    return ""
