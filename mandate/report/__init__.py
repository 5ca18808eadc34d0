"""Reports of an assessment, one format a module; each returns text and writes nothing."""
