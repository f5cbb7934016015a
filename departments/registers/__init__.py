"""The institution's registers in the admin: who may list what, how it is ordered, searched, masked and mended."""
