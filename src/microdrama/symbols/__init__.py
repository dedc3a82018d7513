"""The symbols chapter: a framework as a network, dramas as walks through it."""
