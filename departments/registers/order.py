"""Turkish order and Turkish letters for lists that a database would sort and search by code points."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from wagtail_modeladmin.helpers import DjangoORMSearchHandler

from home.collation import fold, sort_key, spellings


def in_turkish_order(queryset: QuerySet, *, by: str = "name_tr") -> QuerySet:
    """The rows with their `place` in the Turkish alphabet, for ordering. For registers of hundreds of rows, not of thousands."""
    names = sorted(queryset.model._default_manager.values_list("pk", by), key=lambda pair: sort_key(pair[1]))
    places = [When(pk=pk, then=Value(place)) for place, (pk, _name) in enumerate(names)]
    return queryset.annotate(place=Case(*places, default=Value(0), output_field=IntegerField()))


class FoldedSearch(DjangoORMSearchHandler):
    """Every word must occur, whatever its letters: isik finds Işık. Reads the register whole: hundreds of rows."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        words = fold(search_term).split()
        if not words or not self.search_fields:
            return queryset
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        found = [pk for pk, *cells in rows if all(word in fold(" ".join(map(str, cells))) for word in words)]
        return queryset.filter(pk__in=found)


class SpelledSearch(DjangoORMSearchHandler):
    """Every word must occur in one of its spellings: for registers too long to be read whole."""

    def search_queryset(self, queryset: QuerySet, search_term: str, **kwargs: Any) -> QuerySet:
        if not self.search_fields:
            return queryset
        for word in search_term.split():
            hits = queryset.none()
            for spelling in spellings(word):
                hits = hits | super().search_queryset(queryset.order_by(), spelling)
            queryset = queryset.filter(pk__in=hits.values("pk"))
        return queryset
