"""Delivery to another company of this portal: into its inbox, through the intake of everything inbound."""
