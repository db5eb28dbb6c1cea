# The portal in one image: web, worker, beat and migrate are the same files with another command (docker-compose.yml).
# Not built where it was written, for lack of an engine; tests/portal/launcher/test_packaging.py checks what can be read.

FROM python:3.11-slim AS packages
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv .venv \
 && .venv/bin/python -m pip install --no-cache-dir --no-input --no-deps --require-hashes --requirement requirements.lock

FROM python:3.11-slim
# Pango lays out the PDF files; the caches of fontconfig are made here because nothing may be written later.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && fc-cache --force \
 && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/tmp/cache
COPY --from=packages /app/.venv .venv
COPY . .
RUN python -m compileall -q . \
 && python manage.py collectstatic --no-input --verbosity 0 \
 && install --directory --owner=portal --group=portal var/media
USER portal
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "8s", "--respawn-failed-workers", \
     "portal.wsgi:application"]
