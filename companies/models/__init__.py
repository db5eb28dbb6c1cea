"""Shape of companies: tenant, membership, customer register, bank accounts, audit log."""

from companies.models.audit import AuditChain, AuditEntry
from companies.models.bank_account import BankAccount
from companies.models.company import Company
from companies.models.customer import Customer
from companies.models.membership import Membership

__all__ = ["AuditChain", "AuditEntry", "BankAccount", "Company", "Customer", "Membership"]
