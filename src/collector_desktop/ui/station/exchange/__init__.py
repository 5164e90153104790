"""收发: day packages in, routes out."""
