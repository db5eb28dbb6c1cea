"""Starts and watches the portal's processes where no PostgreSQL, Valkey or process manager is at hand."""
