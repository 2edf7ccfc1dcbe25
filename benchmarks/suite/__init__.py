"""Parts of `make bench`, each a module with `rows(quick)`."""
