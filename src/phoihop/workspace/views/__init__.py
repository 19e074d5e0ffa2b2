"""Pages of the workspace: one module a page family."""
