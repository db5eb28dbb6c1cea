"""The Celery application and the beat schedule.

Tasks live in each room's `tasks` module and are found by name. Messages carry ids only; whatever must not be lost is a
row in the database, and a sweep picks up what is due, so the broker may forget everything.
"""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = Celery("portal")
application.config_from_object("django.conf:settings", namespace="CELERY")
application.steps["worker"].add(DjangoStructLogInitStep)
application.autodiscover_tasks()  # of every installed app
application.conf.beat_schedule = {
    "sweep-deliveries": {"task": "invoices.delivery.tasks.sweep", "schedule": 20.0},
    "sweep-inbound": {"task": "invoices.inbound.tasks.sweep", "schedule": 60.0},
    "purge-drafts": {"task": "invoices.tasks.purge_drafts", "schedule": crontab(hour="3", minute="40")},
}


@setup_logging.connect
def use_the_portals_logging(**_: Any) -> None:
    """Give worker and beat the same structured log lines as the web process."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)
