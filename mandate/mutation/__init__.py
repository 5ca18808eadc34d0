"""Mutation analysis: whether a pack's tests would notice a fault in it.

A mutant is the pack with one small fault. One that no test notices has survived, and shows what no
example or golden case says yet (DeMillo, Lipton and Sayward, *Hints on test data selection*,
Computer, 1978).
"""
