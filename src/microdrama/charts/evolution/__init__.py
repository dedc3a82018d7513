"""Charts of the evolution chapter, one idea a module."""
