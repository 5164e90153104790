"""One user act each: read, decide with the domain, post, return frozen values."""
