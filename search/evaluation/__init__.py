"""Measuring: how well passages are found, and how right the answers are."""
