"""From a publisher's files to tables of declared columns and codes."""
