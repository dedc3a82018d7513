"""A model of gatekeeping by metric: a feed ranks scripts, makers copy what ranks, variety falls."""
