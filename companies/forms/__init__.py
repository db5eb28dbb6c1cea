"""Forms of companies: what a person types, checked field by field with sentences that help."""
