"""Question attributes of LimeSurvey that nobody has read: each that is set is said, those of mere looks together."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report

from .model import LssQuestion

_OFF = frozenset({"", "0", "N", "default", "normal", "core", "no"})

# What stands in every export although nobody has set it, beside _OFF.
_DEFAULTS = {
    "assessment_value": {"1"},
    "commented_checkbox_auto": {"1"},
    "crop_or_resize": {"resize"},
    "display_columns": {"1"},
    "dropdown_dates_minute_step": {"1"},
    "dropdown_dates_month_style": {"0"},
    "fix_height": {"200"},
    "fix_width": {"-1"},
    "location_city": {"0"},
    "location_mapheight": {"300"},
    "location_mapwidth": {"500"},
    "location_mapzoom": {"11"},
    "other_position": {"end"},
    "samechoiceheight": {"1"},
    "samelistheight": {"1"},
    "show_comment": {"1"},
    "show_title": {"1"},
    "show_totals": {"X"},
    "showpopups": {"1"},
    "slider_default_set": {"1"},
    "slider_max": {"100"},
    "slider_accuracy": {"1"},
    "statistics_showgraph": {"1"},
    "statistics_showmap": {"1"},
    "time_limit_action": {"1"},
    "value_range_allows_missing": {"1"},
}

_LOOKS = frozenset(
    [
        *("answer_width", "answer_width_bycolumn", "array_filter_style", "choice_input_columns", "choice_title", "cssclass"),
        *("crop_or_resize", "display_columns", "display_rows", "display_type", "dropdown_dates", "dropdown_dates_minute_step"),
        *("dropdown_dates_month_style", "dropdown_prefix", "dropdown_prepostfix", "dropdown_separators", "dropdown_size", "fix_height"),
        *("fix_width", "hide_tip", "horizontal_scroll", "input_boxes", "input_size", "keep_aspect", "label_input_columns", "page_break"),
        *("parent_order", "placeholder", "printable_help", "public_statistics", "question_template", "rank_title", "repeat_headings"),
        *("reverse", "samechoiceheight", "samelistheight", "save_as_default", "scale_export", "show_comment", "show_grand_total"),
        *("show_title", "show_totals", "showpopups", "slider_custom_handle", "slider_handle", "slider_layout", "slider_middlestart"),
        *("slider_orientation", "slider_rating", "slider_reset", "slider_reversed", "slider_separator", "slider_showminmax"),
        *("statistics_graphtype", "statistics_showgraph", "statistics_showmap", "text_input_columns", "text_input_width", "use_dropdown"),
    ]
)

# Known, and more than looks: said one by one. What is in none of these lists is said whatever its value.
_KNOWN = frozenset(
    [
        *("allowed_filetypes", "alphasort", "answer_order", "array_filter", "array_filter_exclude", "category_separator"),
        *("commented_checkbox", "em_validation_q", "em_validation_q_tip", "em_validation_sq", "em_validation_sq_tip"),
        *("equals_num_value", "equation", "exclude_all_others", "exclude_all_others_auto", "hidden", "location_country"),
        *("location_defaultcoordinates", "location_mapservice", "location_nodefaultfromip", "location_postal", "location_state"),
        *("max_answers", "max_num_value", "max_num_value_n", "max_subquestions", "maximum_chars", "min_answers", "min_num_value"),
        *("min_num_value_n", "multiflexible_checkbox", "multiflexible_max", "multiflexible_min", "multiflexible_step"),
        *("num_value_int_only", "numbers_only", "other_comment_mandatory", "other_numbers_only", "other_position_code"),
        *("other_replace_text", "prefix", "random_group", "random_order", "slider_default", "slider_min", "subquestion_order", "suffix"),
        *("time_limit", "time_limit_countdown_message", "time_limit_disable_next", "time_limit_disable_prev", "time_limit_message"),
        *("time_limit_message_delay", "time_limit_message_style", "time_limit_timer_style", "time_limit_warning"),
        *("time_limit_warning_2", "time_limit_warning_2_display_time", "time_limit_warning_2_message", "time_limit_warning_2_style"),
        *("time_limit_warning_display_time", "time_limit_warning_message", "time_limit_warning_style"),
    ]
)
_THEMES = frozenset(
    [
        *("5pointchoice", "boilerplate", "date", "equation", "file_upload", "gender", "hugefreetext", "language", "list_dropdown"),
        *("list_with_comment", "listradio", "longfreetext", "multiplechoice", "multiplechoice_with_comments", "multiplenumeric"),
        *("multipleshorttext", "numerical", "ranking", "shortfreetext", "yesno", "arrays/10point", "arrays/5point", "arrays/array"),
        *("arrays/column", "arrays/dualscale", "arrays/increasesamedecrease", "arrays/multiflexi", "arrays/texts"),
        *("arrays/yesnouncertain", "core", ""),
    ]
)


def report_unread(question: LssQuestion, path: str, report: Report) -> None:
    looks: list[str] = []
    for name, values in question.settings.items():
        known = name in _KNOWN or name in _LOOKS or name in _DEFAULTS
        off = _OFF | _DEFAULTS.get(name, set()) if known else {""}
        given = list(dict.fromkeys(value.strip() for value in values.values() if value.strip() not in off))
        if not given or name in question.read:
            continue
        if name in _LOOKS:
            looks += [f"{name} = {value}" for value in given]
            continue
        message = _("The setting %(name)s was not carried over: %(value)s.")
        report.add(path, "setting", message % {"name": name, "value": _short(given)})
    for name, usual in (("question_theme_name", _THEMES), ("modulename", frozenset([""]))):
        if (value := question.row.get(name, "").strip()) not in usual:
            looks.append(f"{name} = {value}")
    if looks:
        report.add(path, "looks", _("Settings of the looks were not carried over: %(settings)s.") % {"settings": _short(looks)})


def _short(values: Iterable[str]) -> str:
    return "; ".join(value if len(value) <= 200 else f"{value[:200]}…" for value in values)
