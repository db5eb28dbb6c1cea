"""Finds the one active company of this portal that an electronic address and an organisation number mean.

The electronic address counts first, then the organisation number. Where the two name different companies, or several
companies share an address, nobody is found: better no delivery than one to the wrong company.
"""

import re
from dataclasses import dataclass

from django.db.models import Q

from companies.models import Company


@dataclass(frozen=True, slots=True)
class Found:
    """The company, or a reason code why there is none."""

    company: Company | None
    code: str = ""


def find_company(*, scheme: str, address: str, country: str, legal_id: str) -> Found:
    """Find the company with an electronic address (BT-49), else with an organisation number (BT-47) of a country."""
    scheme, address, legal_id = scheme.strip(), address.strip(), legal_id.strip()
    by_address = Q(electronic_scheme=scheme, electronic_address__iexact=address) if scheme and address else None
    digits = _compact(legal_id)
    by_legal_id = Q(country=country, legal_id__in={legal_id, digits}) if digits else None
    conditions = [condition for condition in (by_address, by_legal_id) if condition is not None]
    if not conditions:
        return Found(None, "no_identity")
    wanted = conditions[0] if len(conditions) == 1 else conditions[0] | conditions[1]
    companies = list(Company.objects.filter(wanted, is_active=True).defer("logo")[:5])
    at_address = [one for one in companies if by_address is not None and _is_at(one, scheme, address)]
    with_legal_id = [one for one in companies if one.country == country and _compact(one.legal_id) == digits]
    return _decide(at_address, with_legal_id if by_legal_id is not None else [])


def _is_at(company: Company, scheme: str, address: str) -> bool:
    return company.electronic_scheme == scheme and company.electronic_address.casefold() == address.casefold()


def _decide(at_address: list[Company], with_legal_id: list[Company]) -> Found:
    if len(at_address) > 1 or len(with_legal_id) > 1:
        return Found(None, "address_shared")
    if at_address and with_legal_id and at_address[0].pk != with_legal_id[0].pk:
        return Found(None, "address_conflict")
    for companies in (at_address, with_legal_id):
        if companies:
            return Found(companies[0])
    return Found(None, "not_in_network")


def _compact(number: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", number).upper()
