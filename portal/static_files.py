"""Static files as they are served: under names that change with their content, compressed beforehand.

Called by `collectstatic` through the STORAGES setting. How hard Brotli works is a setting: an image build has the time
for the last percent, a first start on a laptop has not.
"""

from typing import Any

import brotli
from django.conf import settings
from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]


class StaticFilesCompressor(Compressor):  # type: ignore[misc]
    """WhiteNoise's compressor with the Brotli quality of STATIC_BROTLI_QUALITY."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=settings.STATIC_BROTLI_QUALITY))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage without the copies under unhashed names, which nothing links to.

    The `import` lines of the portal's own modules are rewritten too, so that a module never loads an old neighbour.
    """

    keep_only_hashed_files = True
    support_js_module_import_aggregation = True
    # Only the portal's own: what packages bring is loaded as it is, and some of it imports names instead of files.
    _js_module_import_aggregation_patterns = ("js/*.js", _IMPORTS)

    def create_compressor(self, **options: Any) -> Compressor:
        return StaticFilesCompressor(**options)
