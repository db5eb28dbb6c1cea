"""The rules that judge a UBL document: XML, UBL schema, EN 16931, Peppol, and the portal's own.

Callers need only what is named here; `texts` gives the sentences for people. Nothing here imports Django.
"""

from invoices.en16931.rules.checking import check, check_tree, unreadable, warm
from invoices.en16931.rules.findings import Finding, Report

__all__ = ["Finding", "Report", "check", "check_tree", "unreadable", "warm"]
