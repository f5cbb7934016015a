"""The results screens of the admin. They read released tables only: what is withheld is not here to be shown by mistake."""
