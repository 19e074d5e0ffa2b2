"""Somebody leaves an agency: what is in their hands is listed and handed over in one act."""
