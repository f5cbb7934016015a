"""The workflow through which questionnaires are approved. It is made again after every migrate, as the guards are."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from surveys.models import Questionnaire, SecondPersonTask

NAME, TASK = "Anket onayı", "İkinci kişinin onayı"  # kept in the database, therefore in the first language of the product


def install_workflow(*, using: str = "default", **_signal: Any) -> None:
    """Receiver of post_migrate, and safe to repeat. A workflow somebody assigned instead of ours is left alone."""
    tables = set(connections[using].introspection.table_names())
    if {WorkflowContentType._meta.db_table, SecondPersonTask._meta.db_table} - tables:
        return
    ContentType.objects.clear_cache()  # a flush gives content types new keys
    with transaction.atomic(using=using):
        kind = ContentType.objects.db_manager(using).get_for_model(Questionnaire)
        if WorkflowContentType.objects.using(using).filter(content_type=kind).exists():
            return
        workflow = Workflow.objects.using(using).filter(name=NAME).first() or Workflow.objects.using(using).create(name=NAME)
        task = SecondPersonTask.objects.using(using).first() or SecondPersonTask(name=TASK)
        if task.pk is None:
            task.save(using=using)
        WorkflowTask.objects.using(using).get_or_create(workflow=workflow, task=task)
        WorkflowContentType.objects.using(using).create(workflow=workflow, content_type=kind)
