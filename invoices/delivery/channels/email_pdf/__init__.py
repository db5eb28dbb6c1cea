"""Delivery as a mail with PDF and XML attached, handed to the portal's mail server by SMTP."""
