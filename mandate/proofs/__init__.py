"""Proofs about a pack: its laws held against every case that its vocabulary allows."""
