"""Advice: the cheapest set of declared steps that brings a case into a band."""
