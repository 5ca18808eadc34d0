"""Tests of the Word formats."""
