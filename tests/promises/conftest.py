"""Hypothesis runs the same number of examples everywhere, without a deadline, and repeatably."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "promises",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("promises")
