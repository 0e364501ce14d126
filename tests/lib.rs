//! Shared steps of the whole-portal tests.
