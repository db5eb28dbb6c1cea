"""Tests that drive Chromium against the live server: look, keyboard, accessibility, whole screens."""
