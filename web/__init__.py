"""Answers reach people: pages, JSON API and the ``cchc`` command line."""
