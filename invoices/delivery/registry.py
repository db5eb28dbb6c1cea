"""The delivery channels, best first: one line each. An operator's own are named by DELIVERY_EXTRA_CHANNELS."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from invoices.delivery.channels.email_pdf.transport import EmailPdf
from invoices.delivery.channels.network.transport import Network
from invoices.delivery.contract import Channel

CHANNELS: tuple[Channel, ...] = (
    Network(),
    EmailPdf(),
)


def list_channels() -> tuple[Channel, ...]:
    """List the channels in order of preference."""
    return (*CHANNELS, *_load(tuple(settings.DELIVERY_EXTRA_CHANNELS)))


def get_channel(key: str) -> Channel | None:
    """Return the channel with the key, or None when this installation has none."""
    return next((channel for channel in list_channels() if channel.key == key), None)


@lru_cache(maxsize=8)
def _load(paths: tuple[str, ...]) -> tuple[Channel, ...]:
    return tuple(import_string(path)() for path in paths)
