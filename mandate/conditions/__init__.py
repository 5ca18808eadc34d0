"""Conditions: the nodes of an antecedent, how they are read, evaluated and put into words."""
