"""Files people ask for, in the Wagtail admin: what there is, how far it is, and where single answers are asked for."""
