"""Tables in, Altair charts out. Charts never compute."""
