"""Screens of the account itself, outside any company."""
