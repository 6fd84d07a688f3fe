"""The product's settings, with one more address: a bare view to compare with."""

from cms.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
