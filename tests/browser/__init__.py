"""Tests that drive a real Chromium; a package, so that the browser closes after the last one."""
