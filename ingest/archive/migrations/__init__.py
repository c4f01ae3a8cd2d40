"""Migrations of the archive's schema."""
