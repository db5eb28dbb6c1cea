"""The composition root: settings, routes, the Celery application and the tools that know no business words."""

from portal.celery import application as celery_application

__all__ = ["celery_application"]
